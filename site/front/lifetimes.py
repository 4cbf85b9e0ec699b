"""How long what front keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

KEPT = {
    "front.Feedback": lifetimes.Lifetime(
        _("Wat bezoekers van een pagina vinden, zonder wie; in hun tekst kan iets over personen staan"),
        _("FEEDBACK_DAYS dagen"),
        "purge_feedback",
    )
}
WITHOUT_PEOPLE = {
    "front.AccessibilityAudit": "what an audit found; by whom is an organisation",
    "front.ContentPage": "an editor's page: texts that everybody may read",
    "front.HomePage": "an editor's page: texts that everybody may read",
    "front.PathCount": "how often a public page was opened on a day",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
