"""What happens to cases and case types."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "case.opened": _("Zaak geopend"),
            "case.moved": _("Status gewijzigd"),
            "case.message": _("Bericht aan de burger"),
            "case.note": _("Interne nota"),
            "case.assigned": _("Zaak toegewezen"),
            "case.bulk_asked": _("Gevraagd om zaken toe te wijzen"),
            "case.mail_retried": _("Mail opnieuw in de rij gezet"),
            "case.recounted": _("Termijn opnieuw berekend"),
            "case.viewed": _("Zaak bekeken"),
            "case.shown_in_full": _("Afgeschermd antwoord bekeken"),
            "case.file_opened": _("Bestand geopend"),
            "case.exported": _("Lijst van zaken uitgevoerd"),
            "case_type.read": _("Zaaktype ingelezen uit een bestand"),
        }
    )
