"""What was approved is done: each case in a transaction of its own, judged once more before it goes.

Safe to be killed and to run twice, beside itself too: who takes a case out of WAITING does the work, in the same transaction.
"""

import time

import structlog
from django.db import transaction
from django.db.models import F, Max, Min
from django.utils import timezone
from django.utils.translation import gettext

from cases.deadlines import local_date
from cases.errors import NotPossible
from cases.models import Case, Declaration, Disposal, DisposalItem
from cases.retention import packing
from cases.retention.archive_files import release_archive_files
from cases.retention.judging import refusal_of_case
from ground.actor import SYSTEM
from records.service import personal_data, write_audit

BUDGET_SECONDS = 45.0
"""How long one run works before it makes way: well inside the worker's time-out (Q_CLUSTER)."""
MAX_ATTEMPTS = 5
"""How often a case is tried in which a fault of ours comes up, or which ends the worker."""
BATCH = 200

State, ItemState = Disposal.State, DisposalItem.State
log = structlog.get_logger(__name__)


def dispose(budget: float = BUDGET_SECONDS) -> int:
    """Go on with what is approved, the oldest first, as long as the budget (seconds) lasts; return how many cases were erased.

    A proposal in which a fault of ours comes up keeps no others; then the fault is raised.
    """
    until = time.monotonic() + budget
    erased = 0
    packing.give_up_unconfirmed()
    waiting = Disposal.objects.filter(state__in=(State.APPROVED, State.RUNNING)).select_related("case_type__department")
    fault: Exception | None = None
    for disposal in waiting.order_by("decided_at", "pk"):
        try:
            if disposal.state == State.APPROVED and not _begin(disposal, until):
                continue
            erased += _erase_all(disposal, until)
            if time.monotonic() > until:
                break
            _finish(disposal)
        except Exception as error:
            log.exception("disposal_failed", disposal=str(disposal.pk))
            fault = error
    if fault is not None:  # the job's heartbeat says so
        raise fault
    return erased


def _begin(disposal: Disposal, until: float) -> bool:
    """Begin with what was approved; False where the archive must have it first."""
    if disposal.goes_to_archive:
        packing.pack(disposal, until)
        return False
    approved = Disposal.objects.filter(pk=disposal.pk, state=State.APPROVED)
    return bool(approved.update(state=State.RUNNING))


def _erase_all(disposal: Disposal, until: float) -> int:
    """Erase what waits, as long as there is time; return how many."""
    erased, after = 0, 0
    while batch := list(disposal.items.filter(state=ItemState.WAITING, pk__gt=after).order_by("pk")[:BATCH]):
        for item in batch:
            if time.monotonic() > until:
                return erased
            erased += _try(disposal, item)
            after = item.pk
    return erased


def _try(disposal: Disposal, item: DisposalItem) -> bool:
    """Erase one case. An attempt counts before the work: one that ends the worker is given up too. A fault keeps no others."""
    waiting = DisposalItem.objects.filter(pk=item.pk, state=ItemState.WAITING)
    if item.attempts >= MAX_ATTEMPTS:
        reason = gettext("Er liep iets mis bij ons. We probeerden het %(number)d keer.") % {"number": item.attempts}
        waiting.update(state=ItemState.REFUSED, reason=reason)
        return False
    waiting.update(attempts=F("attempts") + 1)
    try:
        return _erase(disposal, item)
    except NotPossible as why:
        waiting.update(state=ItemState.REFUSED, reason=str(why))
    except Exception:  # whatever is wrong with one case, the others go on; the next run tries it again
        log.exception("case_not_erased", disposal=str(disposal.pk), case=item.case_id, attempt=item.attempts + 1)
    return False


@transaction.atomic
def _erase(disposal: Disposal, item: DisposalItem) -> bool:
    """Erase one case, once. NotPossible where it may not go any more: then nothing happened."""
    mine = DisposalItem.objects.filter(pk=item.pk, state=ItemState.WAITING)
    if not mine.update(state=ItemState.DONE, reference=""):
        return False
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("type_version__case_type")
        .filter(pk=item.case_id)
        .first()
    )
    if case is None:
        raise NotPossible(gettext("De zaak is er niet meer."))
    if why := refusal_of_case(disposal, case, local_date(timezone.now())):
        raise NotPossible(why)
    if disposal.goes_to_archive and item.packed_sha256 != packing.fingerprint(item.case_id):
        raise NotPossible(gettext("De zaak is gewijzigd nadat ze in het bestand voor het archief kwam."))
    personal_data.erase("case", case.pk)
    write_audit(SYSTEM, "case.destroyed", "case", item.case_id, disposal=str(disposal.pk))
    return True


def _finish(disposal: Disposal) -> None:
    """Close a proposal of which nothing waits, and declare what was done. Once, whoever comes first."""
    if disposal.items.filter(state=ItemState.WAITING).exists():  # a case in which a fault came up is tried again
        return
    now = timezone.now()
    with transaction.atomic():
        running = Disposal.objects.filter(pk=disposal.pk, state=State.RUNNING)
        if not running.update(state=State.DONE, finished_at=now):
            return
        release_archive_files(disposal)
        disposal.refresh_from_db()
        done = disposal.items.filter(state=ItemState.DONE).order_by()
        ends = done.aggregate(first=Min("closed_on"), last=Max("closed_on"))
        number = done.count()
        if number:
            case_type = disposal.case_type
            Declaration.objects.create(
                disposal=disposal,
                at=now,
                type_code=case_type.code,
                type_name=case_type.name,
                department=str(case_type.department),
                rule=disposal.rule,
                years=disposal.years,
                destination=disposal.destination,
                number=number,
                closed_from=ends["first"],
                closed_until=ends["last"],
                approved_by=disposal.decided_by,
                approved_by_name=str(disposal.decided_by or ""),
                receipt=disposal.receipt,
            )
        write_audit(SYSTEM, "disposal.done", "disposal", disposal.pk, cases=number)
