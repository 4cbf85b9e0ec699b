"""What the pattern library shows of a component: its template, and what the template gets in each of its states.

Each app tells of its own components in `patterns()` of its module `patterns` (docs/decisions/030-pattern-library.md). Only the
debug server and the tests read it; a wheel holds none of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LONG_WORD = "Arbeidsongeschiktheidsverzekeringspremie"
"""Forty letters without a place to break."""
LONG_TITLE = f"Aanvraag van de {LONG_WORD.lower()} voor wie in een andere gemeente woont en hier werkt of studeert"
"""120 signs: as long as the title of a product may be."""
ARABIC = "فاطمة الزهراء بنت محمد العلوي"
"""A name that is written from right to left."""
LONG_ADDRESS = (
    "https://www.voorbeeld.example/kaarten/plaats/Grote+Markt+1,+9100+Voorbeeldstad/@51.1652346,4.1395034,17z"
)
LONG_EMAIL = "voornaam.tussenvoegsel.familienaam-van-de-vrouw@een-heel-lange-domeinnaam.voorbeeld.example"
MANY = 50

Look = Literal["site", "page", "mail", "admin", "row"]
"""Where a component stands: among others on a page of the site or of the admin, in a row of a table of the admin, or alone as a
whole page or a mail."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a component: a few words that say which, and what its template gets."""

    name: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A component by its template, in each of its states."""

    template: str
    states: tuple[State, ...]
    look: Look = "site"
    css: str = ""
    """The class of the list of which it is an item, where it stands in none but that."""


def state(name: str, **values: object) -> State:
    """Return a state with these values."""
    return State(name, values)
