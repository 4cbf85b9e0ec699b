"""Counting the dates of running cases anew when the calendar changed: a closing day that came, went or moved, or other holidays.

Each case holds the stamp of the calendar by which its dates were counted. Those with another one are to do, so nothing is lost
when a task is killed, and nothing is done twice: the sweep of each minute goes on where it stopped.
"""

import datetime
import time

import structlog
from django.db import transaction

from cases import dates
from cases.models import Case
from ground.actor import Actor
from ground.content_changed import CLOSING_DAYS, Change, followers
from records.service import write_audit

log = structlog.get_logger(__name__)

BUDGET_SECONDS = 20.0
"""How long one turn lasts: the same worker publishes and mails."""
SYSTEM = Actor("system")


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    followers.register("cases", _follow)


def recount(budget: float = BUDGET_SECONDS) -> int:
    """Count the dates of running cases anew whose calendar is another, as long as the budget (seconds) lasts; return how many.

    One transaction each. A case that cannot be counted is logged and does not keep the others.
    """
    until = time.monotonic() + budget
    done = 0
    for pk in Case.objects.running().counted_by_another(dates.working_days().stamp).values_list("pk", flat=True):
        if time.monotonic() > until:
            break
        try:
            done += _recount(pk)
        except Exception:
            log.exception("recount_failed", case=pk)
    return done


@transaction.atomic
def _recount(pk: int) -> bool:
    """Count one case anew, and write down when a date moved; False when it ended meanwhile."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("type_version")
        .filter(pk=pk, closed_at=None)
        .first()
    )
    if case is None:
        return False
    before = (case.answer_due, case.due)
    dates.recompute(case)
    if (case.answer_due, case.due) != before:
        write_audit(SYSTEM, "case.recounted", "case", case.pk, before=_iso(before[1]), due=_iso(case.due))
    return True


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _follow(change: Change) -> None:
    """Begin at once after the commit; the sweep would begin within a minute."""
    if (change.kind, change.id) == ("settings", CLOSING_DAYS):
        transaction.on_commit(_enqueue)


def _enqueue() -> None:
    from django_q.tasks import async_task

    async_task("cases.recounting.recount", task_name="recount")
