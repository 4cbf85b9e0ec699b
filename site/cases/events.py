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
            "case.searched": _("In zaken gezocht"),
            "case_type.changed": _("Zaaktype bewaard"),
            "case_type.removed": _("Zaaktype verwijderd"),
            "processing.exported": _("Register van verwerkingen uitgevoerd"),
            "case.destroyed": _("Zaak na haar bewaartermijn gewist"),
            "disposal.approved": _("Voorstel tot vernietiging goedgekeurd"),
            "disposal.case_kept": _("Zaak uit een voorstel tot vernietiging gehaald"),
            "declarations.exported": _("Verklaringen van vernietiging uitgevoerd"),
            "disposal.done": _("Voorstel tot vernietiging uitgevoerd"),
            "disposal.downloaded": _("Zaken voor het archief gedownload"),
            "disposal.packed": _("Zaken klaargezet voor het archief"),
            "disposal.proposed": _("Zaken voorgesteld om te vernietigen of over te brengen"),
            "disposal.received": _("Ontvangst door het archief bevestigd"),
            "disposal.refused": _("Voorstel tot vernietiging geweigerd"),
            "disposal.withdrawn": _("Voorstel tot vernietiging vervallen"),
            "case_type.read": _("Zaaktype ingelezen uit een bestand"),
        }
    )
