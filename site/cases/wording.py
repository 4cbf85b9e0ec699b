"""Dates and urgency as people say them. No database here."""

import datetime
from dataclasses import dataclass
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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


class Turn(Protocol):
    """What is needed of a Case to say whose turn it is."""

    @property
    def is_closed(self) -> bool: ...

    @property
    def waiting_for(self) -> str: ...


def turn_in_words(case: Turn) -> str:
    """Return who acts next: nobody, the citizen, or the city."""
    if case.is_closed:
        return gettext("Deze zaak is klaar.")
    if case.waiting_for == "citizen":
        return gettext("De burger is aan zet. De termijn staat stil.")
    return gettext("De stad is aan zet.")


RETENTION = {
    (True, True): _(
        "Selectieregel %(rule)s: %(years)s jaar na het einde, dan overbrengen naar het archief. Dat gebeurt niet vanzelf."
    ),
    (True, False): _("Selectieregel %(rule)s: %(years)s jaar na het einde, dan vernietigen. Dat gebeurt niet vanzelf."),
    (False, True): _(
        "Zonder selectieregel: %(years)s jaar na het einde, dan overbrengen naar het archief. Dat gebeurt niet vanzelf."
    ),
    (False, False): _("Zonder selectieregel: %(years)s jaar na het einde, dan vernietigen. Dat gebeurt niet vanzelf."),
}
"""By whether there is a rule, and whether cases go to the archive."""


class Retention(Protocol):
    """What is needed of a CaseType to say how long its cases are kept."""

    @property
    def retention_rule(self) -> str: ...

    @property
    def retention_years(self) -> int: ...

    @property
    def retention_then(self) -> str: ...


def retention_in_words(kept: Retention) -> str:
    """Return how long cases are kept and what follows, by which rule of the selection list."""
    words = {"rule": kept.retention_rule, "years": kept.retention_years}
    return str(RETENTION[bool(kept.retention_rule), kept.retention_then == "archive"]) % words


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
