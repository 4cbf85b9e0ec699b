"""Why the models of api hold nothing of people (records.lifetimes)."""

from records.service import lifetimes

WITHOUT_PEOPLE = {
    "api.ApiClient": "systems, not people",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
