"""How long what cases keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "cases.Case": Lifetime(
        _("Zaken: nummer, onderwerp, naam en mailadres van de aanvrager"),
        _("Tot de bewaartermijn van het zaaktype voorbij is en een verantwoordelijke de vernietiging goedkeurde"),
        "dispose",
    ),
    "cases.LegalHold": Lifetime(_("Waarom een zaak bewaard moet blijven, en wie dat besliste"), _("Samen met de zaak")),
    "cases.Disposal": Lifetime(
        _("Welke collega een voorstel tot vernietiging goedkeurde of weigerde"),
        _(
            "Blijft, zoals de verklaring; de bestanden voor het archief tot de ontvangst bevestigd is, hoogstens 90 dagen"
        ),
        "dispose",
    ),
    "cases.DisposalItem": Lifetime(
        _("Welke zaken in een voorstel zaten; van een gewiste zaak alleen het volgnummer"),
        _("90 dagen na de uitvoering of de weigering"),
        "propose_disposals",
    ),
    "cases.Declaration": Lifetime(
        _("Hoeveel zaken vernietigd of overgebracht zijn, volgens welke regel, en welke collega dat goedkeurde"),
        _("Blijft: het is het bewijs; er staat niets van een burger in"),
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
