"""Starts a new generation when a table is written of which something is kept in memory, by whichever door.

Signals would miss QuerySet.update, bulk_create, the rows between two models and SQL of one's own. So each statement is looked
at as it goes to the database; the same text is read once.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from ground.generation import new_generation

WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE
)
COLUMN = re.compile(r'(?:\bSET|,)\s*"?(\w+)"?\s*=', re.IGNORECASE)
NOT_PUBLIC = frozenset(
    {
        *("latest_revision_id", "latest_revision_created_at", "has_unpublished_changes", "draft_title"),
        *("locked", "locked_at", "locked_by_id", "numchild"),
    }
)
"""Columns that an editor's draft writes into the row of what is public."""

_tables: set[str] = set()


def watch(*watched: type[models.Model]) -> None:
    """Watch the tables of these models, and those between them and others. Called when an app is ready."""
    for model in watched:
        _tables.add(model._meta.db_table)
        _tables.update(field.m2m_db_table() for field in model._meta.local_many_to_many)
    is_of_interest.cache_clear()


def is_watched(table: str) -> bool:
    """Return whether a write to the table starts a new generation."""
    return table in _tables


@lru_cache(maxsize=2000)
def is_of_interest(sql: str) -> bool:
    """Return whether a statement changes what may be kept.

    >>> is_of_interest('SELECT * FROM "counters_place"'), is_of_interest("BEGIN")
    (False, False)
    """
    statement = WRITE.match(sql)
    if statement is None or statement[1] not in _tables:
        return False
    changes = sql.upper().find(" SET ") if sql.lstrip()[:6].upper() == "UPDATE" else -1
    columns = set(COLUMN.findall(sql[changes:])) if changes >= 0 else set()
    return not columns or not columns <= NOT_PUBLIC


def install() -> None:
    """Look at all that each connection writes from now on."""
    connection_created.connect(_connected, dispatch_uid="ground.database.watched")


def _connected(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def _look(execute: Callable[..., Any], sql: str, params: Sequence[Any], many: bool, context: dict[str, Any]) -> object:
    result = execute(sql, params, many, context)
    if isinstance(sql, str) and not sql.startswith("SELECT") and is_of_interest(sql):
        start_generation_on_commit(context["connection"])
    return result


def start_generation_on_commit(connection: BaseDatabaseWrapper) -> None:
    """Once what was written is committed, and not before: others still see the old.

    Robust: the change is committed and its answer must say so, even when what is kept then stays for five minutes.
    """
    waiting = connection.run_on_commit
    if not waiting or waiting[-1][1] is not new_generation:  # one for many writes in a row
        transaction.on_commit(new_generation, using=connection.alias, robust=True)
