"""Adding to counts: one statement a table, right with any number of processes at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

ROWS = 1_000
"""Rows of a statement: SQLite takes 32,766 parameters."""


def add_to_counts(
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
