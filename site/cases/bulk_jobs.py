"""Changing many cases outside the request that asked for it: a transaction for each, safe to be killed and to run twice.

In one request it would be one transaction, and while that lasts nobody else can write (SQLite has one writer). What a case's own
action refuses is kept with the reason, and the rest goes on.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from cases import actions
from cases.errors import CasesError
from cases.models import BulkJob, BulkJobItem, Case
from ground.actor import Actor
from ground.locking import Conflict
from people.models import User
from records.service import write_audit_of_many

BUDGET_SECONDS = 45.0
"""How long one task works before it makes way: well inside the worker's time-out (Q_CLUSTER)."""
JOB_TTL = timedelta(days=30)
"""How long one can look up how a job went."""

MAX_ATTEMPTS = 5
"""How often a case is tried in which a fault of ours comes up, or which ends the worker. Its page then says so."""

State = BulkJobItem.State
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many cases a job has done, refused and still to do."""

    done: int
    refused: int
    waiting: int

    @property
    def tried(self) -> int:
        """Those whose turn has been."""
        return self.done + self.refused

    @property
    def total(self) -> int:
        """All cases of the job."""
        return self.tried + self.waiting


def assign_many(actor: Actor, user: User, cases: Iterable[Case], handler: User | None) -> BulkJob:
    """Write down that these cases go to a handler, or to nobody, in the current transaction; a worker does it after that.

    Each case is asked for its permission when its turn comes, as `actor` then is.
    """
    job = BulkJob.objects.create(asked_by=user, handler=handler, request_id=actor.request_id)
    items = [BulkJobItem(job=job, case_id=case.pk, lock_version=case.lock_version) for case in cases]
    BulkJobItem.objects.bulk_create(items, batch_size=200)
    ids = [item.case_id for item in items]
    write_audit_of_many(actor, "case.bulk_asked", "case", ids, job=str(job.pk), handler=handler.pk if handler else None)
    transaction.on_commit(lambda: _enqueue(job.pk))
    return job


def run(job_id: str | UUID, budget: float = BUDGET_SECONDS) -> Progress:
    """Do what is left of a job, as long as the budget (seconds) lasts, and return how far it is."""
    job = BulkJob.objects.select_related("handler").get(pk=job_id)
    actor = Actor("staff", str(job.asked_by_id), request_id=job.request_id)
    until = time.monotonic() + budget
    for item in list(job.items.filter(state=State.WAITING).order_by("pk")):
        if time.monotonic() > until:
            _enqueue(job.pk)
            break
        _try(actor, item, job.handler)
    now = progress(job)
    if not now.waiting:
        BulkJob.objects.filter(pk=job.pk, finished_at=None).update(finished_at=timezone.now())
    return now


def sweep(budget: float = BUDGET_SECONDS) -> int:
    """Go on with jobs whose task was killed or lost, as long as the budget lasts for all of them together; forget old ones.

    Returns how many were gone on with. What there was no time for comes with the next sweep.
    """
    until = time.monotonic() + budget
    resumed = 0
    for job_id in BulkJob.objects.filter(finished_at=None).order_by("created_at").values_list("pk", flat=True):
        left = until - time.monotonic()
        if left <= 0:
            break
        run(job_id, left)
        resumed += 1
    BulkJob.objects.filter(finished_at__lt=timezone.now() - JOB_TTL).delete()
    return resumed


def progress(job: BulkJob, cases: QuerySet[Case] | None = None) -> Progress:
    """Return how far a job is, or how far with these cases of it. One query."""
    items = job.items.all() if cases is None else job.items.filter(case__in=cases.order_by())
    counts = dict(items.order_by().values_list("state").annotate(number=Count("pk")))
    return Progress(counts.get(State.DONE, 0), counts.get(State.REFUSED, 0), counts.get(State.WAITING, 0))


def _try(actor: Actor, item: BulkJobItem, handler: User | None) -> None:
    """Do one case. A fault of ours keeps no others, and the sweep tries it again, MAX_ATTEMPTS times in all.

    An attempt counts before the work: a case that ends the worker is given up too.
    """
    waiting = BulkJobItem.objects.filter(pk=item.pk, state=State.WAITING)
    if item.attempts >= MAX_ATTEMPTS:
        reason = gettext("Er liep iets mis bij ons. We probeerden het %(number)d keer. Probeer het later zelf opnieuw.")
        waiting.update(state=State.REFUSED, reason=reason % {"number": item.attempts})
        return
    waiting.update(attempts=F("attempts") + 1)
    try:
        _do(actor, item, handler)
    except Exception:
        log.exception("bulk_case_failed", job=str(item.job_id), case=item.case_id, attempt=item.attempts + 1)


def _do(actor: Actor, item: BulkJobItem, handler: User | None) -> None:
    """Do one case, once: who takes the item out of WAITING does the work, in the same transaction."""
    waiting = BulkJobItem.objects.filter(pk=item.pk, state=State.WAITING)
    try:
        with transaction.atomic():
            if waiting.update(state=State.DONE):
                case = Case.objects.select_related("type_version", "department").get(pk=item.case_id)
                actions.assign(actor, case, handler, lock_version=item.lock_version)
    except (CasesError, Conflict) as error:
        waiting.update(state=State.REFUSED, reason=str(error))


def _enqueue(job_id: UUID) -> None:
    from django_q.tasks import async_task

    async_task("cases.bulk_jobs.run", str(job_id), task_name="bulk job")
