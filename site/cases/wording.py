"""Dates and urgency as people say them. No database here."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.deadlines import Urgency, WorkCalendar, urgency

LABELS: dict[Urgency, Promise] = {
    "late": _("Te laat"),
    "soon": _("Bijna"),
    "on_time": _("Op tijd"),
    "paused": _("Wacht op burger"),
    "done": _("Klaar"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """How pressing something is: a code for styling, its word, and the date in words ("" without one)."""

    urgency: Urgency
    label: str
    words: str
    date: datetime.date | None = None


def due_in_words(date: datetime.date | None, *, is_closed: bool, today: datetime.date, calendar: WorkCalendar) -> Due:
    """Return the urgency of a case and its date as a handler says it: "2 dagen te laat", "nog 3 werkdagen"."""
    if is_closed:
        return Due("done", str(LABELS["done"]), "")
    code = urgency(date, today, calendar)
    if date is None:
        return Due(code, str(LABELS[code]), gettext("de termijn staat stil"))
    return Due(code, str(LABELS[code]), _distance(date, today, calendar), date)


def day(date: datetime.date) -> str:
    """Return a date in full: "4 december 2026"."""
    return date_format(date, "j F Y")


def _distance(date: datetime.date, today: datetime.date, calendar: WorkCalendar) -> str:
    if date < today:
        days = (today - date).days
        return ngettext("%(days)s dag te laat", "%(days)s dagen te laat", days) % {"days": days}
    if date == today:
        return gettext("vandaag")
    left = working_days_between(today, date, calendar)
    return ngettext("nog %(days)s werkdag", "nog %(days)s werkdagen", left) % {"days": left}


def working_days_between(today: datetime.date, date: datetime.date, calendar: WorkCalendar) -> int:
    """Return how many working days come after today, up to and with the date."""
    days = (today + datetime.timedelta(days=number) for number in range(1, (date - today).days + 1))
    return sum(calendar.is_working_day(day) for day in days)
