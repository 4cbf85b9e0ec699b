"""Emptying the outbox: leases, attempts counted before the work, backoff, and a limit after which a person looks.

At least once, as near to exactly once as mail allows: the lease keeps two workers off the same row, and a message that was
sent just before a crash carries the same Message-ID when it goes again, so that mail readers show it once.

A way out that does not answer is nobody's message's fault: its breaker opens, the messages stay queued with the attempts that
they had, and the first try after it is back takes them all along, however long that took (docs/decisions/016-slow-neighbours.md).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ground.database.compiled_sql import insert_into
from ground.health import Health
from ground.registry import Registry
from records import heartbeats, mail_server
from records.errors import Refused, Unreachable
from records.models import OutboxMessage

MAX_ATTEMPTS = 6
LEASE = timedelta(minutes=3)
BATCH_SIZE = 10
PURGE_BATCH = 500
DRAIN_SECONDS = 20.0
"""After which a drain lets others have the worker; a mail that it has begun may take mail_server's own limit more."""
BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240)]
LATE_AFTER = timedelta(minutes=10)

State = OutboxMessage.State
log = structlog.get_logger(__name__)

deliveries: Registry[Callable[[OutboxMessage], None]] = Registry("delivery")
"""kind to a function that takes the message out of the house, or raises: Refused, Unreachable, or anything else."""


def put_message(
    kind: str,
    key: str,
    payload: dict[str, Any],
    target_kind: str = "",
    target_id: object = "",
    *,
    not_before: datetime | None = None,
) -> OutboxMessage:
    """Write a message in the current transaction and nudge a worker after it; the same key again writes nothing.

    not_before: until when it waits, while `withdraw_message` can still take it back.
    """
    message, created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": payload,
            "target_kind": target_kind,
            "target_id": str(target_id),
            "available_at": not_before or timezone.now(),
        },
    )
    if created:
        _nudge_once(message)
    return message


def withdraw_message(key: str) -> bool:
    """Delete a message that waits; False when it was sent, tried or is being sent. One that never was counts as taken back."""
    messages = OutboxMessage.objects.filter(key=key)
    waiting = messages.filter(state=OutboxMessage.State.QUEUED, attempts=0, leased_until=None)
    return bool(waiting.delete()[0]) or not messages.exists()


def deduplication_key(kind: str, who: str, seconds: int) -> str:
    """Return a key that the same person's next message within a window of seconds would have too; it does not tell who."""
    digest = salted_hmac(kind, who.casefold()).hexdigest()[:32]
    return f"{kind}:{digest}:{int(time.time()) // seconds}"


def write_message(message: OutboxMessage) -> None:
    """Write a message whose key cannot be there yet, with one INSERT, and nudge a worker after the transaction."""
    insert_into(OutboxMessage)(message)
    _nudge_once(message)


def drain_outbox(limit: int = 100) -> int:
    """Send what is due and return how many went out. Safe to run in any number of processes.

    Stops at the limit or after DRAIN_SECONDS and asks for another drain then: what else the worker must do goes in between.
    """
    sent = handled = 0
    ends = time.monotonic() + DRAIN_SECONDS
    with mail_server.one_connection():
        while handled < limit and time.monotonic() < ends:
            batch = _lease(min(BATCH_SIZE, limit - handled))
            if not batch:
                return sent
            handled += len(batch)
            sent += _send(batch, ends)
    if _due(timezone.now()).exists():
        _nudge()
    return sent


def retry_message(message: OutboxMessage) -> bool:
    """Queue a failed message again, with a fresh count of attempts; False when it was not failed (any more), or is empty."""
    message.available_at = timezone.now()
    queued = (
        retriable_messages()
        .filter(pk=message.pk)
        .update(state=State.QUEUED, attempts=0, tried_at=None, available_at=message.available_at, leased_until=None)
    )
    if queued:
        _nudge_once(message)
    return bool(queued)


def retriable_messages() -> QuerySet[OutboxMessage]:
    """Return what failed for good and still says something: what is older than MESSAGE_DAYS was emptied."""
    return OutboxMessage.objects.filter(state=State.FAILED).exclude(payload={})


def messages_of(target_kind: str, target_id: object) -> QuerySet[OutboxMessage]:
    """Return what was queued about an object, the newest first."""
    return OutboxMessage.objects.filter(target_kind=target_kind, target_id=str(target_id))


def purge_message_contents() -> int:
    """Empty messages whose time is over, sent or failed for good, and return how many; that they were, and about what, stays."""
    now = timezone.now()
    failed = OutboxMessage.objects.filter(
        state=State.FAILED, available_at__lt=now - timedelta(days=settings.MESSAGE_DAYS)
    )
    count = 0
    for over in (OutboxMessage.objects.filter(content_until__lt=now), failed.exclude(payload={})):
        while batch := list(over.values_list("pk", flat=True)[:PURGE_BATCH]):
            count += OutboxMessage.objects.filter(pk__in=batch).update(payload={}, content_until=None, error="")
    return count


def late_messages() -> Q:
    """Return the condition of a message that should have left by now."""
    return Q(state=State.QUEUED, available_at__lt=timezone.now() - LATE_AFTER)


def health() -> Health:
    """Say how many messages wait or have failed; not ok when the oldest due one waits longer than ten minutes."""
    failed = OutboxMessage.objects.filter(state=State.FAILED).count()
    late_ones = OutboxMessage.objects.filter(late_messages()).count()
    waiting = OutboxMessage.objects.filter(state=State.QUEUED).count()
    detail = f"{waiting} waiting, {late_ones} late, {failed} failed"
    return Health(late_ones == 0, detail, {"waiting": waiting, "late": late_ones, "failed": failed})


def _nudge_once(message: OutboxMessage) -> None:
    """Nudge a worker after the transaction, once however many messages it wrote.

    An earlier nudge that still stands is gone only where this message is gone too: Django drops what a savepoint
    registered when that savepoint is rolled back, and this message lies in each that is still open.
    """
    waiting = transaction.get_connection().run_on_commit
    if not any(getattr(function, "func", None) is _nudge_if_first for _savepoints, function, _robust in waiting):
        transaction.on_commit(partial(_nudge_if_first, message))


def _nudge_if_first(message: OutboxMessage) -> None:
    """Nudge, unless an older message is due: its own nudge brings a drain that looks for more after each batch.

    Asked after the commit. Of two that commit at once the older one always nudges; what is missed because a worker died with
    the older one in its hands goes with the sweep.
    """
    mine = connection.ops.adapt_datetimefield_value(message.available_at)
    with connection.cursor() as cursor:
        cursor.execute(OLDER, [State.QUEUED, mine])
        if cursor.fetchone() is None:
            _nudge()


OLDER = "SELECT 1 FROM records_outboxmessage WHERE state = %s AND available_at < %s LIMIT 1"


def _nudge() -> None:
    from django_q.tasks import async_task

    async_task("records.outbox.drain_outbox", task_name="outbox")


def _due(now: datetime) -> QuerySet[OutboxMessage]:
    """Return what may be taken now, in order: not leased, and no kind whose breaker is open."""
    due = OutboxMessage.objects.filter(state=State.QUEUED, available_at__lte=now)
    due = due.filter(Q(leased_until=None) | Q(leased_until__lt=now))
    return due.exclude(kind__in=heartbeats.open_breakers()).order_by("available_at", "pk")


def _lease(limit: int) -> list[OutboxMessage]:
    """Take due messages for this worker, in one transaction; no attempt is counted yet."""
    now = timezone.now()
    due = _due(now)
    if not due.exists():  # so that an empty outbox costs no write lock
        return []
    with transaction.atomic():
        batch = list(due.select_for_update(skip_locked=True)[:limit])
        OutboxMessage.objects.filter(pk__in=[message.pk for message in batch]).update(leased_until=now + LEASE)
    for message in batch:
        message.leased_until = now + LEASE
    return batch


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What to write of a message that was offered. answered: somebody took or refused it; is_blocked: nobody did either."""

    message: OutboxMessage
    values: dict[str, Any]
    answered: bool = False
    is_blocked: bool = False

    @property
    def is_sent(self) -> bool:
        """Whether it went out."""
        return self.values.get("state") == State.SENT

    def write(self) -> None:
        """Write it, unless another worker took the message over since."""
        mine = OutboxMessage.objects.filter(pk=self.message.pk, attempts=self.message.attempts)
        mine.update(leased_until=None, **self.values)


def _send(batch: list[OutboxMessage], ends: float) -> int:
    """Offer leased messages, each attempt counted before it; return how many went out. What there is no time for goes back.

    One transaction between two messages: the outcome of the one, the attempt of the next. A worker that dies has counted an
    attempt for the message in its hands only.
    """
    left, back, outcomes = list(batch), list[OutboxMessage](), list[_Outcome]()
    unwritten: _Outcome | None = None
    while left and time.monotonic() < ends:
        message = left.pop(0)
        if any(outcome.is_blocked and outcome.message.kind == message.kind for outcome in outcomes):
            back.append(message)
            continue
        with transaction.atomic():
            _write(unwritten, outcomes)
            is_mine = _count_attempt(message)
        unwritten = _offer(message) if is_mine else None
        outcomes += [unwritten] if unwritten else []
    with transaction.atomic():
        _write(unwritten, outcomes)
        _give_back([*left, *back])
    return sum(outcome.is_sent for outcome in outcomes)


def _write(outcome: _Outcome | None, outcomes: list[_Outcome]) -> None:
    """Write an outcome, and once a batch that its way out answers."""
    if outcome is None:
        return
    outcome.write()
    kind = outcome.message.kind
    if outcome.answered and not any(o.answered and o.message.kind == kind for o in outcomes if o is not outcome):
        heartbeats.succeeded(kind)


def _give_back(messages: list[OutboxMessage]) -> None:
    """Let go of what was leased and not offered."""
    if messages:
        mine = OutboxMessage.objects.filter(leased_until=messages[0].leased_until)
        mine.filter(pk__in=[message.pk for message in messages]).update(leased_until=None)


def _count_attempt(message: OutboxMessage) -> bool:
    """Count an attempt before it begins; False when the lease ran out and another worker has the message.

    tried_at stays what it was in the object: the attempt before this one.
    """
    mine = OutboxMessage.objects.filter(
        pk=message.pk, state=State.QUEUED, attempts=message.attempts, leased_until=message.leased_until
    )
    message.attempts += 1
    return bool(mine.update(attempts=message.attempts, tried_at=timezone.now()))


def _offer(message: OutboxMessage) -> _Outcome:
    try:
        if message.attempts > MAX_ATTEMPTS:
            raise RuntimeError("a worker died while sending it, each time")
        deliveries[message.kind](message)
    except Unreachable as error:
        return _not_now(message, error)
    except Refused as error:
        return _Outcome(message, _again_later(message, error, is_final=error.is_final), answered=True)
    except Exception as error:  # a delivery can fail in any way; none may stop the others
        log.warning("outbox_failed", message_id=str(message.pk), attempt=message.attempts, exc_info=True)
        return _Outcome(message, _again_later(message, error))
    return _Outcome(message, sent_message_values(timezone.now()), answered=True)


def sent_message_values(moment: datetime) -> dict[str, Any]:
    """Return what is written of a message that left at a moment. Its content stays a while: a bounce may become a letter."""
    until = moment + timedelta(days=settings.MESSAGE_DAYS)
    return {"state": State.SENT, "sent_at": moment, "content_until": until, "error": ""}


def _again_later(message: OutboxMessage, error: Exception, *, is_final: bool = False) -> dict[str, Any]:
    """Return what to write after an attempt that counts: a later hour, or after the last one that it failed."""
    if is_final or message.attempts >= MAX_ATTEMPTS:
        return {"state": State.FAILED, "error": str(error)[:500]}
    return {"available_at": timezone.now() + BACKOFF[message.attempts - 1], "error": str(error)[:500]}


def _not_now(message: OutboxMessage, error: Unreachable) -> _Outcome:
    """Open the breaker of the message's kind. The attempt does not count, unless the message seems to be the trouble itself:
    its way out went silent on it, and took another between its last try and this one.
    """
    before = heartbeats.last([message.kind]).get(message.kind)
    retry_at = heartbeats.open_breaker(message.kind, str(error))
    log.warning("delivery_unreachable", kind=message.kind, reason=str(error), retry_at=retry_at.isoformat())
    took_another = (
        before is not None and message.tried_at and before.succeeded_at and before.succeeded_at > message.tried_at
    )
    if error.was_offered and took_another:
        return _Outcome(message, _again_later(message, error), is_blocked=True)
    values = {"attempts": message.attempts - 1, "error": str(error)[:500]}
    if error.was_offered:  # another first the next time
        values["available_at"] = timezone.now()
    return _Outcome(message, values, is_blocked=True)
