"""A case's dates on its row, counted by the city's calendar; and which day it is."""

from django.utils import timezone

from cases import clock
from cases.deadlines import WorkCalendar, local_date
from cases.models import Case, CaseEvent
from cases.urgency import Today
from people.service import closing_days


def today() -> Today:
    """Return today. One query, once something is counted in working days."""
    return Today(local_date(timezone.now()), working_days)


def working_days() -> WorkCalendar:
    """Return the days on which the city works. One query."""
    return WorkCalendar(closing_days())


def recompute(case: Case) -> None:
    """Set the case's dates from its history and its own version of the terms. Three queries."""
    set_dates(case, list(CaseEvent.objects.standing().filter(case=case)))
    Case.objects.filter(pk=case.pk).update(
        answer_due=case.answer_due, due=case.due, next_due=case.next_due, calendar=case.calendar
    )


def set_dates(case: Case, history: list[CaseEvent]) -> None:
    """Compute the case's dates on the object, and the stamp of the calendar they come from; writes nothing. One query."""
    version, calendar = case.type_version, working_days()
    dates = clock.dates(
        case.received_at,
        history,
        calendar,
        answer_term=version.answer_term,
        end_term=version.end_term,
        is_answered=case.answered_at is not None,
        is_closed=case.closed_at is not None,
    )
    case.answer_due, case.due, case.next_due = dates.answer_due, dates.due, dates.next_due
    case.calendar = calendar.stamp
