"""Why the models of front hold nothing of people (records.lifetimes)."""

from records.service import lifetimes

WITHOUT_PEOPLE = {
    "front.HomePage": "an editor's page: texts that everybody may read",
    "front.ContentPage": "an editor's page: texts that everybody may read",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
