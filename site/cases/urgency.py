"""How pressing a case is: the one table behind filter, counts, label and colour. No database here.

A running case's urgency is a span of dates in which its next date falls. The question of one case and the filter of many are both
made from that span, so that a list, its counts, a page and a mail never disagree.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.deadlines import DAY, WorkCalendar

SOON_WORKING_DAYS = 2
"""A date is close when it falls within this many working days."""

Tone = Literal["danger", "warning", "success", "neutral"]
"""The colour: .sn-tone--… in static/cases/admin.css."""


@dataclass(frozen=True)
class Today:
    """The day on which the question is asked, in Brussels. The calendar is read when something is counted in working days."""

    date: datetime.date
    read_calendar: Callable[[], WorkCalendar] = WorkCalendar

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The days on which the city works."""
        return self.read_calendar()

    @cached_property
    def soon_until(self) -> datetime.date:
        """The last date that counts as close."""
        return self.calendar.add_working_days(self.date, SOON_WORKING_DAYS)


Span = tuple[datetime.date | None, datetime.date | None]
"""First and last date, both included; None for no bound."""


@dataclass(frozen=True, slots=True)
class Urgency:
    """One row. code: in addresses and styles, for example "late"; span: None for what has no date to come."""

    code: str
    label: Promise
    tone: Tone
    span: Callable[[Today], Span] | None = None

    def holds(self, due: datetime.date | None, today: Today) -> bool:
        """Return whether a running case with this next date is so pressing."""
        if self.span is None or due is None:
            return self.span is None and due is None
        first, last = self.span(today)
        return (first is None or first <= due) and (last is None or due <= last)

    def where(self, today: Today) -> Q:
        """Return the same question of many running cases, by their next_due."""
        if self.span is None:
            return Q(next_due=None)
        first, last = self.span(today)
        return (Q() if first is None else Q(next_due__gte=first)) & (Q() if last is None else Q(next_due__lte=last))


LATE = Urgency("late", _("Te laat"), "danger", lambda today: (None, today.date - DAY))
SOON = Urgency("soon", _("Bijna"), "warning", lambda today: (today.date, today.soon_until))
ON_TIME = Urgency("on_time", _("Op tijd"), "success", lambda today: (today.soon_until + DAY, None))
PAUSED = Urgency("paused", _("Wacht op burger"), "neutral")
RUNNING = (LATE, SOON, ON_TIME, PAUSED)
"""Each running case is in exactly one of these; the most pressing first."""
DONE = Urgency("done", _("Klaar"), "neutral")
"""What has ended, whatever its dates were."""


def urgency(due: datetime.date | None, today: Today, *, is_closed: bool = False) -> Urgency:
    """Return how pressing a case with this next date is."""
    return DONE if is_closed else next(each for each in RUNNING if each.holds(due, today))
