"""From rows to the frozen rules that opening.py computes with."""

import datetime

from django.utils import timezone

from counters.models import Place
from counters.opening import ExceptionalDays, OpeningRules, WeeklyRule
from ground.calendar import BRUSSELS, belgian_holidays
from people.service import ClosingDay


def closed_days(at: datetime.datetime | None = None) -> dict[datetime.date, str]:
    """Return holidays and closing days of this year and the next, with their reasons. One query."""
    year = (at or timezone.now()).astimezone(BRUSSELS).year
    own = ClosingDay.objects.filter(date__year__in=(year, year + 1)).values_list("date", "reason")
    return {**belgian_holidays((year, year + 1)), **dict(own)}


def rules_of(place: Place, closed: dict[datetime.date, str] | None = None) -> OpeningRules:
    """Return a place's rules. Two queries, or none when opening_rules and opening_exceptions were prefetched; one more
    when it closes on holidays and `closed` (from closed_days) is not given.
    """
    if not place.closed_on_holidays:
        closed = {}
    elif closed is None:
        closed = closed_days()
    return OpeningRules(
        weekly=tuple(
            WeeklyRule(row.weekday, row.opens, row.closes, row.by_appointment, frozenset(row.not_in_months))
            for row in place.opening_rules.all()
        ),
        exceptions=tuple(
            ExceptionalDays(row.from_date, row.until_date, row.opens, row.closes, row.reason)
            for row in place.opening_exceptions.all()
        ),
        closed_days=closed,
    )
