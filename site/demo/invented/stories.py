"""Who asked what, how many working days ago, and what the city did since: the values of data/stories.json.

The people are invented. Their national numbers are the published test numbers, which nobody carries.
"""

from dataclasses import dataclass, field
from typing import Any

from demo.files import data


@dataclass(frozen=True, slots=True)
class Move:
    """A step in a case: so many working days after the request, to a status, with words to the citizen."""

    after: int
    target: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One request and its case. handler and note are a sign-in and a word among colleagues; days_ago are working days."""

    form: str
    product: str
    days_ago: int
    answers: dict[str, Any]
    moves: list[Move] = field(default_factory=list)
    channel: str = "web"
    handler: str = ""
    note: str = ""


def stories() -> list[Story]:
    """Return them in the order in which they are made."""
    return [Story(**{**each, "moves": [Move(**move) for move in each.get("moves", ())]}) for each in data("stories")]
