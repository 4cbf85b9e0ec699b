"""Why the models of counters hold nothing of people (records.lifetimes)."""

from records.service import lifetimes

WITHOUT_PEOPLE = {
    "counters.Place": "counters, their addresses and telephones",
    "counters.OpeningRule": "opening hours",
    "counters.OpeningException": "days with other hours",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
