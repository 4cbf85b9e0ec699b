"""Adding counts to the tables of usage: one statement a table, right with any number of processes at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, models

from search.models import AskedQuery, ClickedResult, Refinement

ROWS = 1_000
"""Rows of a statement: SQLite takes 32,766 parameters."""


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
    written = _upsert(
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
    written += _upsert(ClickedResult, (*ClickKey._fields, "times"), 6, [(*key, n) for key, n in clicked.items()])
    return written + _upsert(
        Refinement, (*RefinementKey._fields, "times"), 4, [(*key, n) for key, n in refined.items()]
    )


def _upsert(
    model: type[models.Model],
    columns: Sequence[str],
    keys: int,
    rows: Iterable[tuple[Any, ...]],
    latest: Mapping[str, str] = {},
) -> int:
    """Insert rows, or add them to those with the same first `keys` columns; `latest` replaces the sum of a column."""
    table = model._meta.db_table
    quoted = [f'"{column}"' for column in columns]
    sums = {name: f"{{table}}.{name} + excluded.{name}" for name in columns[keys:]} | dict(latest)
    changes = ", ".join(f'"{name}" = {value.format(table=table)}' for name, value in sums.items())
    place = f"({', '.join(['%s'] * len(columns))})"
    written = 0
    # In one order everywhere, so that two processes never wait for each other's rows.
    ordered = sorted(rows)
    for start in range(0, len(ordered), ROWS):
        batch = ordered[start : start + ROWS]
        with connection.cursor() as cursor:
            cursor.execute(
                # Put together from our own names; what people typed travels as a parameter.
                f"INSERT INTO {table} ({', '.join(quoted)}) VALUES {', '.join([place] * len(batch))} "  # noqa: S608  # a statement of our own; what people typed travels as a parameter
                f"ON CONFLICT ({', '.join(quoted[:keys])}) DO UPDATE SET {changes}",
                [value for row in batch for value in row],
            )
        written += len(batch)
    return written
