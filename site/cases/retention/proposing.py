"""Each night: what may be destroyed or handed over, one proposal a case type. It proposes; people decide."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cases.deadlines import local_date
from cases.models import CaseType, Disposal, DisposalItem
from cases.retention import terms
from cases.retention.judging import REST, due_cases, refusal_of_disposal, rule_of
from ground.actor import SYSTEM
from records.service import write_audit

MAX_CASES = 5_000
"""Of one proposal. What is more comes with the next night: a city that begins with old cases has time to look."""
BATCH = 500
ITEMS_TTL = REST
"""How long after a proposal one can look up which of its cases stayed and why: as long as what people kept out of it rests."""


def propose(today: datetime.date | None = None) -> int:
    """Propose what is new today and return how many proposals. Any number of runs make one a type and day."""
    today = today or local_date(timezone.now())
    forget()
    withdraw_outdated(today)
    made = 0
    for case_type in CaseType.objects.exclude(retention_rule="").exclude(retention_until=None).order_by("pk"):
        if terms.is_valid(case_type, today):
            made += _propose(case_type, today)
    return made


def forget() -> int:
    """Delete the cases of proposals that were carried out or refused ITEMS_TTL ago, and return how many rows; proposals stay."""
    before = timezone.now() - ITEMS_TTL
    over = Q(finished_at__lt=before) | Q(state=Disposal.State.REFUSED, decided_at__lt=before)
    return DisposalItem.objects.filter(disposal__in=Disposal.objects.filter(over)).delete()[0]


def withdraw_outdated(today: datetime.date) -> int:
    """Take back proposals that nobody may approve any more: their rule expired or changed. Their cases are proposed anew."""
    waiting = Disposal.objects.filter(state=Disposal.State.PROPOSED).select_related("case_type")
    count = 0
    for disposal in waiting:
        if why := refusal_of_disposal(disposal, disposal.case_type, today):
            with transaction.atomic():
                unchanged = Disposal.objects.filter(pk=disposal.pk, state=Disposal.State.PROPOSED)
                if unchanged.update(state=Disposal.State.REFUSED, decided_at=timezone.now(), reason=why):
                    write_audit(SYSTEM, "disposal.withdrawn", "disposal", disposal.pk)
                    count += 1
    return count


def _propose(case_type: CaseType, today: datetime.date) -> bool:
    if Disposal.objects.filter(case_type=case_type, made_on=today).exists():
        return False
    due = list(due_cases(case_type, today).values_list("pk", "reference", "closed_at")[:MAX_CASES])
    if not due:
        return False
    rule, years, destination = rule_of(case_type)
    try:
        with transaction.atomic():
            disposal = Disposal.objects.create(
                case_type=case_type, rule=rule, years=years, destination=destination, made_on=today
            )
            items = (
                DisposalItem(disposal=disposal, case_id=pk, reference=reference, closed_on=local_date(closed_at))
                for pk, reference, closed_at in due
                if closed_at is not None
            )
            DisposalItem.objects.bulk_create(items, batch_size=BATCH)
            write_audit(SYSTEM, "disposal.proposed", "disposal", disposal.pk, cases=len(due))
    except IntegrityError:  # another worker was a moment sooner
        return False
    return True
