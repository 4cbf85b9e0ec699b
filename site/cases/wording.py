"""Dates and urgency as people say them. No database here."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from cases.deadlines import WorkCalendar
from cases.urgency import DONE, Today, Urgency, urgency


@dataclass(frozen=True, slots=True)
class Due:
    """How pressing something is, and its date: as a value and in words (None and "" without one)."""

    urgency: Urgency
    words: str
    date: datetime.date | None = None


def due_in_words(date: datetime.date | None, today: Today, *, is_closed: bool = False) -> Due:
    """Return the urgency of a case and its date as a handler says it: "2 dagen te laat", "nog 3 werkdagen"."""
    if is_closed:
        return Due(DONE, "")
    if date is None:
        return Due(urgency(date, today), gettext("de termijn staat stil"))
    return Due(urgency(date, today), _distance(date, today), date)


def day(date: datetime.date) -> str:
    """Return a date in full: "4 december 2026"."""
    return date_format(date, "j F Y")


def _distance(date: datetime.date, today: Today) -> str:
    if date < today.date:
        days = (today.date - date).days
        return ngettext("%(days)s dag te laat", "%(days)s dagen te laat", days) % {"days": days}
    if date == today.date:
        return gettext("vandaag")
    left = working_days_between(today.date, date, today.calendar)
    return ngettext("nog %(days)s werkdag", "nog %(days)s werkdagen", left) % {"days": left}


def working_days_between(today: datetime.date, date: datetime.date, calendar: WorkCalendar) -> int:
    """Return how many working days come after today, up to and with the date."""
    days = (today + datetime.timedelta(days=number) for number in range(1, (date - today).days + 1))
    return sum(calendar.is_working_day(day) for day in days)
