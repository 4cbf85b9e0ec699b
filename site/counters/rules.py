"""From rows to the frozen rules that opening.py computes with."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from django.utils import timezone

from counters.models import Place
from counters.opening import ExceptionalDays, OpeningRules, WeeklyRule
from ground.calendar import BRUSSELS, belgian_holidays
from ground.snapshot import kept
from people.service import ClosingDay


def closed_days(at: datetime.datetime | None = None) -> Mapping[datetime.date, str]:
    """Return holidays and closing days of this year and the next, with their reasons. One query a generation."""
    return _closed_days((at or timezone.now()).astimezone(BRUSSELS).year)


@kept
def _closed_days(year: int) -> Mapping[datetime.date, str]:
    own = ClosingDay.objects.filter(date__year__in=(year, year + 1)).values_list("date", "reason")
    return MappingProxyType({**belgian_holidays((year, year + 1)), **dict(own)})


@kept
def all_places() -> tuple[Place, ...]:
    """Return every place by name, with its rules. Three queries a generation."""
    return tuple(Place.objects.prefetch_related("opening_rules", "opening_exceptions"))


def rules_of(place: Place, closed: Mapping[datetime.date, str] | None = None) -> OpeningRules:
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


kept_rules = kept(rules_of)
"""The rules of a place as it is stored, for pages: no query once a generation has read them."""
