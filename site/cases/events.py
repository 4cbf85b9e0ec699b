"""What happens to cases and case types, besides what a registered action does (cases.registry)."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "case.opened": _("Zaak geopend"),
            "case.bulk_asked": _("Gevraagd om zaken toe te wijzen"),
            "case.recounted": _("Termijn opnieuw berekend"),
            "case.viewed": _("Zaak bekeken"),
            "case.file_opened": _("Bestand geopend"),
            "case.department_set": _("Zaak naar een andere dienst"),
            "case.exported": _("Lijst van zaken uitgevoerd"),
            "case_type.changed": _("Zaaktype bewaard"),
            "case_type.removed": _("Zaaktype verwijderd"),
            "processing.exported": _("Register van verwerkingen uitgevoerd"),
            "case_type.read": _("Zaaktype ingelezen uit een bestand"),
        }
    )
