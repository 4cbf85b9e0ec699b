"""The one door by which what is kept of somebody goes: rows of history too, which nothing else can delete.

Each app says how a thing of its own is erased (`erasers`, by kind); `erase` does it, and then takes what records itself keeps of
it: messages, files, and the detail of its lines in the audit trail. The lines stay: what happened, when, by whom. Links stay for
a while and open nothing any more.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from ground.registry import Registry
from records.capabilities import end_links
from records.files import files_of, release_files
from records.models import AuditLine, OutboxMessage

Eraser = Callable[[str], int]
"""Deletes the thing with this id, and by `erase` what hangs on it; returns how many rows went, 0 where there is none."""

erasers: Registry[Eraser] = Registry("eraser of a kind")
"""By the kind that audit lines, links and messages name: "case"."""


def erase(kind: str, object_id: object) -> int:
    """Erase one thing and all that hangs on it, in one transaction; return how many rows were deleted or emptied.

    The contents of files go when the transaction has held. A second time does nothing. LookupError for a kind that no app erases.
    """
    eraser, target = erasers[kind], str(object_id)
    with transaction.atomic():
        count = eraser(target)
        count += OutboxMessage.objects.filter(target_kind=kind, target_id=target).delete()[0]
        count += end_links(kind, target)
        count += release_files(files_of(kind, target))
        count += _empty_lines(kind, target)
    return count


def delete_rows(rows: QuerySet[Any]) -> int:
    """Delete rows that are written once, for an eraser or a job whose term has come; return how many.

    What protects them is deleted before: of rows that refer to each other, those that refer first.
    """
    return _plain(rows).delete()[0]


def _empty_lines(kind: str, target: str) -> int:
    lines = AuditLine.objects.filter(target_kind=kind, target_id=target).exclude(detail={})
    return _plain(lines).update(detail={})


def _plain(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the same rows as a set that lets itself be changed."""
    model: type[Model] = rows.model
    return QuerySet(model, using=rows.db).filter(pk__in=rows.order_by().values("pk"))
