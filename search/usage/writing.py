"""Adding counts to the tables of usage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ground.database.adding import add_to_counts
from search.models import AskedQuery, ClickedResult, Refinement


class QueryKey(NamedTuple):
    """A query on a day."""

    day: date
    locale: str
    query: str


class ClickKey(NamedTuple):
    """A result opened from a query on a day, at a rank."""

    day: date
    locale: str
    query: str
    kind: str
    object_id: str
    rank: int


class RefinementKey(NamedTuple):
    """A query on a day, and what was asked right after it."""

    day: date
    locale: str
    query: str
    then: str


@dataclass
class QueryCounts:
    """How often a query was asked, and what it last gave."""

    times: int = 0
    results: int = 0
    certainty: float = 0.0
    satisfied: int = 0
    unsatisfied: int = 0


def add(
    asked: Mapping[QueryKey, QueryCounts], clicked: Mapping[ClickKey, int], refined: Mapping[RefinementKey, int]
) -> int:
    """Add the counts and return how many rows were written. In the caller's transaction."""
    rows = [
        (*key, count.times, count.results, count.certainty, count.satisfied, count.unsatisfied)
        for key, count in asked.items()
    ]
    written = add_to_counts(
        AskedQuery,
        ("day", "locale", "query", "times", "results", "certainty", "satisfied", "unsatisfied"),
        3,
        rows,
        # What a query gave is not known where it was only judged since the last write: the row's own figures stay.
        {
            name: f"CASE WHEN excluded.times > 0 THEN excluded.{name} ELSE {{table}}.{name} END"
            for name in ("results", "certainty")
        },
    )
    written += add_to_counts(ClickedResult, (*ClickKey._fields, "times"), 6, [(*key, n) for key, n in clicked.items()])
    return written + add_to_counts(
        Refinement, (*RefinementKey._fields, "times"), 4, [(*key, n) for key, n in refined.items()]
    )
