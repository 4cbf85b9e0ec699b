"""Emptying the outbox: leases, attempts counted before the work, backoff, and a limit after which a person looks.

At least once, as near to exactly once as mail allows: the lease keeps two workers off the same row, and a message that was
sent just before a crash carries the same Message-ID when it goes again, so that mail readers show it once.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.lib.health import Health
from portal.lib.registry import Registry
from records.models import OutboxMessage

MOST_ATTEMPTS = 6
LEASE = timedelta(minutes=3)
BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240)]

log = structlog.get_logger(__name__)

deliveries: Registry[Callable[[OutboxMessage], None]] = Registry("delivery")
"""kind to a function that takes the message out of the house, or raises."""


def put(kind: str, key: str, payload: dict[str, Any], target_kind: str = "", target_id: object = "") -> OutboxMessage:
    """Write a message in the current transaction and nudge a worker after it; the same key again writes nothing."""
    message, created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": payload,
            "target_kind": target_kind,
            "target_id": str(target_id),
            "available_at": timezone.now(),
        },
    )
    if created:
        _nudge_once()
    return message


def drain(most: int = 100) -> int:
    """Send what is due and return how many went out. Safe to run in any number of processes."""
    sent = 0
    for _ in range(most):
        message = _lease()
        if message is None:
            break
        sent += _deliver(message)
    return sent


def retry(message: OutboxMessage) -> None:
    """Queue a failed message again, with a fresh count of attempts."""
    OutboxMessage.objects.filter(pk=message.pk, state=OutboxMessage.State.FAILED).update(
        state=OutboxMessage.State.QUEUED, attempts=0, available_at=timezone.now(), leased_until=None
    )
    transaction.on_commit(_nudge)


def messages_of(target_kind: str, target_id: object) -> QuerySet[OutboxMessage]:
    """Return what was queued about an object, the newest first."""
    return OutboxMessage.objects.filter(target_kind=target_kind, target_id=str(target_id))


def health() -> Health:
    """Say how many messages wait or have failed; not ok when the oldest due one waits longer than ten minutes."""
    now = timezone.now()
    queued = OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED)
    failed = OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED).count()
    late = queued.filter(available_at__lt=now - timedelta(minutes=10)).count()
    waiting = queued.count()
    detail = f"{waiting} waiting, {late} late, {failed} failed"
    return Health(late == 0, detail, {"waiting": waiting, "late": late, "failed": failed})


def _nudge_once() -> None:
    """Nudge a worker after the transaction, once however many messages it wrote.

    An earlier nudge that still stands is gone only where this message is gone too: Django drops what a savepoint
    registered when that savepoint is rolled back, and this message lies in each that is still open.
    """
    waiting = transaction.get_connection().run_on_commit
    if not any(function is _nudge for _savepoints, function, _robust in waiting):
        transaction.on_commit(_nudge)


def _nudge() -> None:
    from django_q.tasks import async_task

    async_task("records.outbox.drain", task_name="outbox")


def _lease() -> OutboxMessage | None:
    """Take one due message: compare and swap, and count the attempt before the work."""
    now = timezone.now()
    due = OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED, available_at__lte=now)
    due = due.filter(Q(leased_until=None) | Q(leased_until__lt=now)).order_by("available_at")
    for message in due[:10]:
        taken = OutboxMessage.objects.filter(pk=message.pk, attempts=message.attempts, state=OutboxMessage.State.QUEUED)
        if taken.update(attempts=message.attempts + 1, leased_until=now + LEASE):
            message.refresh_from_db()
            return message
    return None


def _deliver(message: OutboxMessage) -> int:
    mine = OutboxMessage.objects.filter(pk=message.pk, attempts=message.attempts)
    try:
        if message.attempts > MOST_ATTEMPTS:
            raise RuntimeError("a worker died while sending it, each time")
        deliveries[message.kind](message)
    except Exception as error:  # a delivery can fail in any way; none may stop the others
        log.warning("outbox_failed", message_id=str(message.pk), attempt=message.attempts, error=type(error).__name__)
        if message.attempts >= MOST_ATTEMPTS:
            mine.update(state=OutboxMessage.State.FAILED, error=str(error)[:500], leased_until=None)
        else:
            wait = BACKOFF[min(message.attempts, len(BACKOFF)) - 1]
            mine.update(available_at=timezone.now() + wait, error=str(error)[:500], leased_until=None)
        return 0
    mine.update(state=OutboxMessage.State.SENT, sent_at=timezone.now(), leased_until=None, error="")
    return 1
