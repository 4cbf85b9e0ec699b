"""Which lines of the audit trail a member of staff reads."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.service import Case, visible_cases
from people.models import User
from people.permissions import AnyUser
from people.service import named
from portal.admin.about_case import CASE_PK, about
from records.models import AuditLine
from records.service import history_of

VIEW, LEAD = "records.view_auditline", "cases.assign_case"
MAX_NAMES = 100
"""Of how many colleagues at once lines are looked for by a part of a name."""


def may_see(user: AnyUser) -> bool:
    """Return whether the user reads a logbook at all: auditors, who looks after accounts or data, and who leads a department."""
    return bool(user.has_perm(VIEW) or user.has_perm(LEAD))


def seen_by(user: User) -> QuerySet[AuditLine]:
    """Return all lines to who has the right to, but for those about a case that they are excluded from; to a lead the lines about
    cases that they see, and what a colleague of their departments did to many cases at once.
    """
    lines = AuditLine.objects.alias(case_pk=CASE_PK)
    if user.has_perm(VIEW):
        return lines.exclude(about(Case.objects.excluding(user)))
    colleagues = User.objects.filter(departments__in=user.department_ids()).values_list("pk", flat=True)
    of_many = Q(target_kind="case", target_id="", actor_kind="staff", actor_id__in=[str(pk) for pk in colleagues])
    return lines.filter(about(visible_cases(user)) | of_many)


def of_case(user: User, reference: str) -> QuerySet[AuditLine] | None:
    """Return what happened to a case, and the lists in which it stood; None where the user may know of no such case."""
    cases = Case.objects.not_excluding(user) if user.has_perm(VIEW) else visible_cases(user)
    pk = cases.filter(reference=reference).values_list("pk", flat=True).first()
    return None if pk is None else history_of("case", pk)


def of_colleagues(text: str) -> Q:
    """Return the condition of lines by or about colleagues: of the one who signs in as `text`, else of whose name holds it."""
    exact = User.objects.filter(username__iexact=text)
    colleagues = exact if exact.exists() else named(text)
    ids = [str(pk) for pk in colleagues.values_list("pk", flat=True)[:MAX_NAMES]]
    return Q(actor_kind="staff", actor_id__in=ids) | Q(target_kind="user", target_id__in=ids)


def with_case_numbers(lines: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
    """Return the lines with the number of their case as `case_reference`; None for one about no case, or that was destroyed."""
    numbers = Case.objects.order_by().filter(pk=OuterRef("case_pk")).values("reference")[:1]
    return lines.alias(case_pk=CASE_PK).annotate(case_reference=Subquery(numbers))
