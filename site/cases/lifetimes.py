"""How long what cases keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "cases.Case": Lifetime(
        _("Zaken: nummer, onderwerp, naam en mailadres van de aanvrager"),
        _("Blijft: er is nog geen taak die zaken vernietigt"),
    ),
    "cases.CaseEvent": Lifetime(
        _("Wat er met een zaak gebeurde, en wat de burger te lezen kreeg"), _("Samen met de zaak")
    ),
    "cases.CaseNote": Lifetime(_("Interne nota’s bij een zaak"), _("Samen met de zaak")),
    "cases.CaseExclusion": Lifetime(_("Welk team een zaak niet mag zien"), _("Samen met de zaak")),
    "cases.BulkJob": Lifetime(
        _("Wie vroeg om veel zaken toe te wijzen, en aan wie"), _("30 dagen na het einde"), "finish_bulk_jobs"
    ),
    "cases.BulkJobItem": Lifetime(_("Welke zaken dat waren"), _("Samen met de taak")),
}
WITHOUT_PEOPLE = {
    "cases.CaseType": "a kind of case",
    "cases.CaseTypeVersion": "a frozen kind of case",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
