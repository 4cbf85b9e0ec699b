"""Whether a case may go now: asked when it is proposed, when it is packed for the archive and again when it is erased."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from cases.models import OPEN, Case, CaseType, Disposal, DisposalItem, LegalHold
from cases.retention import terms

REST = datetime.timedelta(days=90)
"""How long a case that a records manager took out, or whose proposal they refused, is not proposed again."""

HELD = Exists(LegalHold.objects.filter(case=OuterRef("pk"), lifted_at=None))


def due_cases(case_type: CaseType, today: datetime.date) -> QuerySet[Case]:
    """Return the cases of a type whose term is over and that nobody holds, in no open proposal, the oldest end first.

    The index case_closed finds them: a million that are not due cost nothing.
    """
    versions = list(case_type.versions.values_list("pk", flat=True))
    before = terms.closed_before(today, case_type.retention_years)
    rested_since = timezone.now() - REST
    judged = DisposalItem.objects.filter(case_id=OuterRef("pk"))
    is_proposed = Q(state=DisposalItem.State.WAITING, disposal__state__in=OPEN)
    was_taken_out = Q(state=DisposalItem.State.OUT, out_at__gt=rested_since)
    was_refused = Q(
        disposal__state=Disposal.State.REFUSED,
        disposal__decided_by__isnull=False,
        disposal__decided_at__gt=rested_since,
    )
    cases = Case.objects.filter(type_version__in=versions, closed_at__lt=before)
    return (
        cases.exclude(HELD)
        .exclude(Exists(judged.filter(is_proposed | was_taken_out | was_refused)))
        .order_by("closed_at", "pk")
    )


def refusal_of_disposal(disposal: Disposal, case_type: CaseType, today: datetime.date) -> str:
    """Return why nothing of a proposal may go under the rule as it now stands; "" when it may."""
    if not terms.is_valid(case_type, today):
        return gettext("Het zaaktype heeft geen geldige selectieregel meer.")
    if (disposal.rule, disposal.years, disposal.destination) != rule_of(case_type):
        return gettext("De bewaarregel van het zaaktype is intussen gewijzigd.")
    return ""


def refusal_of_case(disposal: Disposal, case: Case, today: datetime.date) -> str:
    """Return why a case stays; "" when it may go. case: with its type. One query at most."""
    case_type = case.type_version.case_type
    if case_type.pk != disposal.case_type_id:
        return gettext("De zaak hoort nu bij een ander zaaktype.")
    if why := refusal_of_disposal(disposal, case_type, today):
        return why
    if case.closed_at is None:
        return gettext("De zaak is intussen heropend.")
    if case.closed_at >= terms.closed_before(today, disposal.years):
        return gettext("De zaak is later afgesloten: haar bewaartermijn is nog niet voorbij.")
    if case.legal_holds.filter(lifted_at=None).exists():
        return gettext("Op de zaak rust een bewaarplicht.")
    return ""


def rule_of(case_type: CaseType) -> tuple[str, int, str]:
    """Return rule, years and destination of a type as they stand now."""
    return case_type.retention_rule.strip(), case_type.retention_years, case_type.retention_then
