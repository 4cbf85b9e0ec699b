"""Optimistic locking: a row with a `lock_version` is changed by who saw it as it is now, and by nobody else."""

from typing import Any

from django.db.models import F, Model
from django.http import QueryDict

from ground.ids import read_number

POSTED = "lock_version"
"""The hidden field in which a page carries the version of the row that it shows."""


class Conflict(Exception):
    """Someone else changed the row since it was read; nothing was overwritten. Says so to whoever is told."""


def swap(row: Model, lock_version: int, message: str, /, **changes: Any) -> None:
    """Write changes to a row that still has this lock_version, and bring the object along; else Conflict. One UPDATE."""
    unchanged = type(row)._default_manager.filter(pk=row.pk, lock_version=lock_version)
    if not unchanged.update(lock_version=F("lock_version") + 1, **changes):
        raise Conflict(message)
    for name, value in {**changes, "lock_version": lock_version + 1}.items():
        setattr(row, name, value)


def posted_version(posted: QueryDict) -> int:
    """Return the version that a page carried; -1, which no row has, where it carried none."""
    version = read_number(posted.get(POSTED))
    return -1 if version is None else version
