"""What staff are told of their work, by mail: at once, or in one mail in the morning of each working day.

An app registers kinds. A job each minute asks them what happened since it last succeeded, less an hour, and puts one message
for each receiver in the outbox: its key makes it one, however often the same hour is looked at. What happened is read from what
is written down anyway, so nothing is written for it when a citizen sends a form. Whether somebody may still see it is asked
at delivery (people.telling.notice_mail).
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from ground.calendar import BRUSSELS, is_working_day
from ground.registry import Registry
from people.city import closing_days
from people.models import Department, NoticeChoice, User
from records.models import OutboxMessage
from records.service import heartbeats, put_message

NOTICE, DIGEST = "notice", "digest"
"""Kinds of messages in the outbox."""
JOB = "send_notices"
"""The heartbeat of the job; DIGEST's own says when the morning's mails were last made."""
OVERLAP = datetime.timedelta(hours=1)
MAX_LOOK_BACK = datetime.timedelta(days=7)
"""What happened before is not told any more: a worker that was away for longer begins anew."""
DIGEST_TIME = datetime.time(7, 30)
MAX_NEW_KEYS = 500

How = NoticeChoice.How
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing that happened. key: names it among its kind, ever ("1042"); receivers: ids of the colleagues whom it concerns.

    by: the id of the colleague who did it, who is not told.
    """

    key: str
    target_id: int
    department_id: int
    receivers: frozenset[int]
    by: str = ""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice. code: "case.opened", stored and so never changed; label: for whoever chooses how to be told.

    default: how it reaches a colleague who chose nothing; for_mailbox: the same for a department's shared mailbox.
    occurrences: what happened from a moment to another. lines: a line each for those of the targets that a colleague may see now,
    or a shared mailbox (None); a line says number, type and date, never content. address: of the screen where they stand.
    concerns: whether a colleague's roles let them be told of it at all: what never comes is not offered as a choice.
    """

    code: str
    label: Text
    default: How
    occurrences: Callable[[datetime.datetime, datetime.datetime], Iterable[Occurrence]]
    lines: Callable[[User | None, Collection[int]], dict[int, str]]
    address: Callable[[], str]
    for_mailbox: How = How.NONE
    concerns: Callable[[User], bool] = lambda user: True


notice_kinds: Registry[NoticeKind] = Registry("kind of notice")


def make(now: datetime.datetime | None = None) -> int:
    """Put in the outbox what is to be told now; return how many messages are new."""
    now = now or timezone.now()
    made = _make_at_once(_since(now), now)
    if is_digest_due(now):
        made += _make_digests(now)
        heartbeats.succeeded(DIGEST)
    return made


def is_digest_due(now: datetime.datetime) -> bool:
    """Return whether the mails of this morning are still to be made: on a working day, from 7.30 on. One query."""
    local = now.astimezone(BRUSSELS)
    if not is_working_day(local.date(), closing_days()) or local.time() < DIGEST_TIME:
        return False
    beat = heartbeats.last([DIGEST]).get(DIGEST)
    return beat is None or beat.succeeded_at is None or beat.succeeded_at < digest_moment(local.date())


def digest_window(day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """Return from when to when the mail of a working day tells: since that of the working day before."""
    before = day - datetime.timedelta(days=1)
    while not is_working_day(before, closing_days()):
        before -= datetime.timedelta(days=1)
    return digest_moment(before), digest_moment(day)


def digest_moment(day: datetime.date) -> datetime.datetime:
    """Return when the mails of a day are made."""
    return datetime.datetime.combine(day, DIGEST_TIME, BRUSSELS)


def of_digest(kind: NoticeKind, day: datetime.date, receiver: str) -> list[int]:
    """Return the targets of a kind that a receiver's mail of a day tells of, before it is asked whether they may see them.

    receiver: as the outbox has it, "u12" for a colleague, "d3" for a department's shared mailbox.
    """
    told_of = _receivers(kind, *digest_window(day), How.DIGEST)
    return [each.target_id for each, to in told_of if to == receiver]


def _since(now: datetime.datetime) -> datetime.datetime:
    beat = heartbeats.last([JOB]).get(JOB)
    if beat is None or beat.succeeded_at is None:
        return now - OVERLAP
    return max(beat.succeeded_at - OVERLAP, now - MAX_LOOK_BACK)


def _make_at_once(since: datetime.datetime, until: datetime.datetime) -> int:
    wanted: dict[str, dict[str, object]] = {}
    for code, kind in notice_kinds.items():
        for each, to in _receivers(kind, since, until, How.AT_ONCE):
            wanted[f"{NOTICE}:{code}:{each.key}:{to}"] = {"kind": code, "target": each.target_id, "to": to}
    return _put_new(NOTICE, wanted)


def _make_digests(now: datetime.datetime) -> int:
    day = now.astimezone(BRUSSELS).date()
    wanted: dict[str, dict[str, object]] = {}
    for _code, kind in notice_kinds.items():
        for _each, to in _receivers(kind, *digest_window(day), How.DIGEST):
            wanted[f"{DIGEST}:{day}:{to}"] = {"day": str(day), "to": to}
    return _put_new(DIGEST, wanted)


def _receivers(
    kind: NoticeKind, since: datetime.datetime, until: datetime.datetime, how: str
) -> Iterator[tuple[Occurrence, str]]:
    """Yield what happened with each receiver who wants to hear of it in this way. Two queries, and what the kind does."""
    occurrences = list(kind.occurrences(since, until))
    departments = {each.department_id for each in occurrences}
    choices, mailboxes = _choices(departments), _mailboxes(departments)
    for each in occurrences:
        for pk in sorted(each.receivers):
            if str(pk) != each.by and _how(choices, kind, each.department_id, pk) == how:
                yield each, f"u{pk}"
        if each.department_id in mailboxes and _how(choices, kind, each.department_id, None) == how:
            yield each, f"d{each.department_id}"


def _put_new(kind: str, wanted: Mapping[str, dict[str, object]]) -> int:
    """Put what is not in the outbox yet, a transaction each; return how many."""
    new = _not_there(wanted)
    for key in new:
        with transaction.atomic():
            put_message(kind, key, wanted[key])
    return len(new)


def _not_there(keys: Collection[str]) -> list[str]:
    """Return which keys the outbox does not have yet. One query for each MAX_NEW_KEYS."""
    ordered, there = sorted(keys), set()
    for at in range(0, len(ordered), MAX_NEW_KEYS):
        batch = ordered[at : at + MAX_NEW_KEYS]
        there |= set(OutboxMessage.objects.filter(key__in=batch).values_list("key", flat=True))
    return [key for key in ordered if key not in there]


Choices = Mapping[tuple[int, str, int | None], str]


def _choices(departments: Collection[int]) -> Choices:
    """Return what was chosen about the work of these departments. One query."""
    rows = NoticeChoice.objects.filter(department__in=departments)
    return {(row.department_id, row.kind, row.user_id): row.how for row in rows}


def _how(choices: Choices, kind: NoticeKind, department_id: int, user_id: int | None) -> str:
    default = kind.for_mailbox if user_id is None else kind.default
    return choices.get((department_id, kind.code, user_id), default)


def _mailboxes(departments: Collection[int]) -> set[int]:
    """Return which of these departments have a shared mailbox. One query."""
    return set(Department.objects.filter(pk__in=departments).exclude(notices_email="").values_list("pk", flat=True))


def colleagues_of(departments: Collection[int], permission: str) -> dict[int, frozenset[int]]:
    """Return the ids of the active colleagues of each department whose roles give a right ("cases.change_case"). One query.

    Superusers are told of nothing unless a role gives it: they reach everything.
    """
    return members_of(User.objects.with_perm(permission, include_superusers=False), departments)


def members_of(able: QuerySet[User], departments: Collection[int]) -> dict[int, frozenset[int]]:
    """Return which of these colleagues are active and work for each department, or for one that was merged into it. One query."""
    own = Q(departments__in=departments) | Q(departments__merged__in=departments)
    by_department: dict[int, set[int]] = defaultdict(set)
    rows = able.filter(own, is_active=True).values_list("pk", "departments__pk", "departments__merged__pk")
    for user_id, department_id, merged_id in rows:
        by_department[department_id].add(user_id)
        if merged_id is not None:
            by_department[merged_id].add(user_id)
    return {department_id: frozenset(by_department.get(department_id, ())) for department_id in departments}
