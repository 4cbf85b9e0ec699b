"""What staff are told of cases: new ones, those given to them, those nearly or already late. people's notices, filled."""

import datetime
from collections.abc import Collection, Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import dates
from cases.deadlines import local_date
from cases.models import Case
from cases.permissions import visible_cases
from cases.urgency import LATE, SOON
from cases.wording import day
from people.models import User
from people.notices import How, NoticeKind, Occurrence, colleagues_of, notice_kinds
from records.models import AuditLine

HANDLE, ASSIGN = "cases.change_case", "cases.assign_case"
CASE_OPENED, ASSIGNED = "case.opened", "case.assigned"


def register() -> None:
    """Register the kinds, when the app is ready."""
    for kind in (
        NoticeKind("case.opened", _("Nieuwe zaak"), How.DIGEST, opened, lines, address, How.DIGEST, concerns),
        NoticeKind(
            "case.assigned", _("Zaak aan u toegewezen"), How.AT_ONCE, assigned, lines, address, concerns=concerns
        ),
        NoticeKind("case.soon", _("Zaak bijna te laat"), How.DIGEST, soon, lines, address, concerns=concerns),
        NoticeKind("case.late", _("Zaak te laat"), How.AT_ONCE, late, lines, address, concerns=concerns),
    ):
        notice_kinds.register(kind.code, kind)


def concerns(user: User) -> bool:
    """Return whether a colleague may see cases at all."""
    return user.has_perm("cases.view_case") or user.has_perm(HANDLE)


def opened(since: datetime.datetime, until: datetime.datetime) -> Iterable[Occurrence]:
    """Yield the cases that came in, for all who handle cases of the department. Two queries."""
    departments = _departments(int(line.target_id) for line in _written(CASE_OPENED, since, until))
    handlers = colleagues_of(set(departments.values()), HANDLE)
    for case_id, department_id in departments.items():
        yield Occurrence(str(case_id), case_id, department_id, handlers[department_id])


def assigned(since: datetime.datetime, until: datetime.datetime) -> Iterable[Occurrence]:
    """Yield what was given to a colleague by another. Two queries."""
    given = [(line, line.detail["handler"]) for line in _written(ASSIGNED, since, until) if line.detail.get("handler")]
    departments = _departments(int(line.target_id) for line, _to in given)
    for line, handler in given:
        if (case_id := int(line.target_id)) in departments:
            yield Occurrence(str(line.pk), case_id, departments[case_id], frozenset([handler]), by=line.actor_id)


def soon(since: datetime.datetime, until: datetime.datetime) -> Iterator[Occurrence]:
    """Yield the cases whose date has come near, for whoever has them in hand, once for each date. Two queries."""
    today = dates.today()
    for case in (
        Case.objects.of_urgency(SOON, today).exclude(handler=None).only("pk", "department_id", "handler_id", "next_due")
    ):
        yield Occurrence(f"{case.pk}:{case.next_due}", case.pk, case.department_id, _handler(case))


def late(since: datetime.datetime, until: datetime.datetime) -> Iterator[Occurrence]:
    """Yield the cases whose date has passed since then, for their handler and the department's leads. Three queries.

    Of one day at least: a date that was moved to yesterday is told too.
    """
    today = dates.today()
    first = min(local_date(since), local_date(until) - datetime.timedelta(days=1))
    cases = list(
        Case.objects.of_urgency(LATE, today)
        .filter(next_due__gte=first)
        .only("pk", "department_id", "handler_id", "next_due")
    )
    leads = colleagues_of({case.department_id for case in cases}, ASSIGN)
    for case in cases:
        receivers = leads[case.department_id] | _handler(case)
        yield Occurrence(f"{case.pk}:{case.next_due}", case.pk, case.department_id, receivers)


def lines(user: User | None, targets: Collection[int]) -> dict[int, str]:
    """Return number, type and date of each case that the colleague may see; of a discreet one the number alone.

    A shared mailbox (None) hears nothing of a discreet case, nor of one from which a team is excluded. Two queries.
    """
    cases = visible_cases(user) if user is not None else Case.objects.filter(exclusions=None)
    said = {}
    for case in cases.filter(pk__in=targets).with_words():
        if case.is_discreet and user is None:
            continue
        words = [case.reference]
        if not case.is_discreet:
            words.append(case.type_version.case_type.name)
        if case.next_due is not None:
            words.append(gettext("tegen %(date)s") % {"date": day(case.next_due)})
        said[case.pk] = " · ".join(words)
    return said


def _handler(case: Case) -> frozenset[int]:
    return frozenset([case.handler_id] if case.handler_id is not None else [])


def _written(action: str, since: datetime.datetime, until: datetime.datetime) -> QuerySet[AuditLine]:
    """Return what was written down of cases: it has an index by time, and is written when it happens, not when it counts from."""
    return AuditLine.objects.filter(at__gte=since, at__lt=until, action=action, target_kind="case")


def _departments(case_ids: Iterable[int]) -> dict[int, int]:
    """Return the department of each case by the case's id. One query."""
    return dict(Case.objects.filter(pk__in=set(case_ids)).values_list("pk", "department_id"))


def address() -> str:
    """Return where a colleague's cases stand."""
    return reverse("wagtailsnippets_cases_case:list")
