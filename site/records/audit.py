"""Writing the audit trail."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ground.actor import Actor
from ground.events import events, lasting
from records.models import AuditLine, AuditTarget
from records.personal_data import delete_rows

WRITE_TARGET = "INSERT INTO records_audittarget (line_id, kind, object_id) VALUES (%s, %s, %s)"
TARGETS_BATCH = 10_000
PURGE_BATCH = 1000
YEAR = timedelta(days=365.25)


def write_audit(actor: Actor, action: str, target_kind: str, target_id: object, **detail: Any) -> AuditLine:
    """Write one line in the current transaction. detail holds codes and ids, never answers or addresses.

    action is the code of a declared event; LookupError for any other.
    """
    written = audit_line(actor, action, target_kind, target_id, **detail)
    written.save(force_insert=True)
    return written


def audit_line(actor: Actor, action: str, target_kind: str, target_id: object = "", **detail: Any) -> AuditLine:
    """Return a line that is not written yet."""
    return AuditLine(
        action=events[action].code,
        target_kind=target_kind,
        target_id=str(target_id),
        actor_kind=actor.kind,
        actor_id=actor.id,
        channel=actor.channel,
        request_id=actor.request_id,
        detail=detail,
    )


def audit_lines_of(target_kind: str, target_id: object) -> QuerySet[AuditLine]:
    """Return an object's lines, the newest first."""
    return AuditLine.objects.filter(target_kind=target_kind, target_id=str(target_id))


def write_audit_of_many(actor: Actor, action: str, kind: str, ids: Iterable[object], **detail: Any) -> AuditLine:
    """Write one line about many things of a kind, with a target for each, all or nothing; detail gets their `number`.

    For exports and bulk actions. The ids stay in memory, the targets do not. SQLite lets nobody else write
    meanwhile, and rows by the ORM would keep them waiting five times as long.
    """
    known = list(ids)
    with transaction.atomic():
        line = write_audit(actor, action, kind, "", **detail, number=len(known))
        with connection.cursor() as cursor:
            for start in range(0, len(known), TARGETS_BATCH):
                batch = known[start : start + TARGETS_BATCH]
                cursor.executemany(WRITE_TARGET, [(line.pk, kind, str(pk)) for pk in batch])
    return line


def history_of(kind: str, object_id: object) -> QuerySet[AuditLine]:
    """Return an object's lines and those of exports and bulk actions in which it was, the newest first.

    Two queries: which lines it was in is asked first, because PostgreSQL reads the whole table for a subquery in an OR.
    """
    among = AuditTarget.objects.filter(kind=kind, object_id=str(object_id)).values_list("line_id", flat=True)
    return AuditLine.objects.filter(Q(target_kind=kind, target_id=str(object_id)) | Q(pk__in=list(among)))


def purge_audit() -> int:
    """Delete lines older than AUDIT_YEARS with their targets, a transaction a batch; return how many.

    Lines of lasting kinds (ground.events) stay.
    """
    before = timezone.now() - settings.AUDIT_YEARS * YEAR
    old = AuditLine.objects.filter(at__lt=before).exclude(action__in=lasting()).order_by("at")
    count = 0
    while batch := list(old.values_list("pk", flat=True)[:PURGE_BATCH]):
        with transaction.atomic():
            delete_rows(AuditTarget.objects.filter(line__in=batch))
            count += delete_rows(AuditLine.objects.filter(pk__in=batch))
    return count
