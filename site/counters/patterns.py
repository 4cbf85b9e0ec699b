"""The components of places in their states, for the pattern library."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from counters.models import OpeningRule, Place
from counters.templatetags.places import PlacesNow
from counters.visits import Visit
from counters.words import OpeningWords
from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_EMAIL, LONG_TITLE, LONG_WORD, MANY, Pattern, State, state

OPEN = [OpeningRule(weekday=day, opens=datetime.time(0), closes=datetime.time(23, 59)) for day in range(7)]


def place(number: int, name: str, street: str, rules: list[OpeningRule]) -> Place:
    """Return a place that is not stored; its number, below zero, is no row's."""
    address = {"street": street, "postal_code": "9100", "city": "Voorbeeldstad", "phone": "03 778 30 00"}
    made = Place(pk=-number, name=name, slug=f"patroon-{number}", closed_on_holidays=False, **address)
    made.opening_rules, made.opening_exceptions = rules, []
    return made


def patterns() -> Iterator[Pattern]:
    """Yield each component of places."""
    places = (
        state("nu open", place=place(1, "Stadswinkel", "Parkstraat 20", OPEN)),
        state("altijd gesloten", place=place(2, "Loket in de wijk", "Dries 3", [])),
        state("lange woorden", place=place(3, LONG_TITLE, f"{LONG_WORD}straat 1", OPEN)),
        state("Arabisch", place=place(4, ARABIC, ARABIC, OPEN)),
    )
    yield Pattern("counters/components/opening_status.html", places)
    now = timezone.now()
    words = OpeningWords("ok", "Nu open", "tot 16 uur", now), OpeningWords("plain", "Nu gesloten", LONG_TITLE, now)
    short, long = place(5, "Stadswinkel", "Parkstraat 20", OPEN), place(6, LONG_TITLE, f"{LONG_WORD}straat 1", [])
    yield Pattern(
        "counters/components/places_now.html",
        (
            state("een", now=PlacesNow([(short, words[0])], "0")),
            state(
                "lange woorden, met adres", now=PlacesNow([(short, words[0]), (long, words[1])], "0"), with_address=True
            ),
            state("50", now=PlacesNow([(short, words[0])] * MANY, "0"), with_address=True),
        ),
    )
    yield Pattern("counters/components/visit.html", tuple(visits()))


def visits() -> Iterator[State]:
    """Yield a visit to a place that opens, one that does not, and one with long words."""
    hours = ("maandag 30 november: 9 tot 12.15 uur en 13.30 tot 16 uur", "dinsdag 1 december: 9 tot 12.15 uur")
    yield state("met uren", visit=Visit("Stadswinkel", "Parkstraat 20, 9100 Voorbeeldstad", hours, "#"))
    yield state("gesloten", visit=Visit("Stadswinkel", "Parkstraat 20, 9100 Voorbeeldstad", (), "#"))
    yield state("lange woorden", visit=Visit(LONG_TITLE, f"{LONG_WORD} {LONG_ADDRESS}", (LONG_EMAIL, ARABIC), "#"))
