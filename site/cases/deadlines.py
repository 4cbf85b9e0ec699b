"""When the city must have answered: working or calendar days in Brussels, with holidays, closing days and pauses.

The rules, all on dates in Europe/Brussels, so that a change of the clock cannot move a deadline:

- The day of receipt does not count; the first day that counts is the day after.
- Working days are Monday to Friday, without Belgian holidays and the city's own closing days.
- A term in calendar days that ends on a day when nobody works moves to the next working day.
- While the city waits for the citizen the clock stands still: a day does not count when the city was still waiting at
  the midnight that closes it. Asked and answered on the same day costs nothing.
"""

import datetime
import hashlib
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from ground.calendar import BRUSSELS, is_working_day

HOLIDAYS_RELEASE = version("holidays")
DAY = datetime.timedelta(days=1)
MAX_TERM_DAYS = 1000

Unit = Literal["working_days", "calendar_days"]


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, for example Term(20, "working_days")."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the city waited for the citizen; until is None while it still does. Aware datetimes."""

    since: datetime.datetime
    until: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Knows on which days the city works; closing_days are its own, on top of the Belgian holidays."""

    closing_days: frozenset[datetime.date] = field(default_factory=frozenset)

    @property
    def stamp(self) -> str:
        """What stands for the calendar: another one when a closing day comes, goes or moves, or a release of `holidays` knows
        others.
        """
        days = ",".join(sorted(day.isoformat() for day in self.closing_days))
        return hashlib.sha256(f"{HOLIDAYS_RELEASE}:{days}".encode()).hexdigest()[:16]

    def is_working_day(self, day: datetime.date) -> bool:
        """Return whether the city works on the day."""
        return is_working_day(day, self.closing_days)

    def next_working_day(self, day: datetime.date) -> datetime.date:
        """Return the day itself when the city works on it, else the first later one."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def add_working_days(self, day: datetime.date, amount: int) -> datetime.date:
        """Return the working day that comes `amount` working days after the day."""
        for _ in range(amount):
            day = self.next_working_day(day + DAY)
        return day


def local_date(moment: datetime.datetime) -> datetime.date:
    """Return the date in Brussels of an aware moment."""
    return moment.astimezone(BRUSSELS).date()


def due_date(
    start: datetime.datetime, term: Term, calendar: WorkCalendar, pauses: tuple[Pause, ...] = ()
) -> datetime.date | None:
    """Return the last day on which the city is in time; None while the clock stands still.

    A pause that began after the deadline had passed does not wipe it out: the passed date is returned.
    """
    standing = [_standing_days(pause) for pause in pauses]
    day = local_date(start)
    counted = 0
    while counted < min(term.amount, MAX_TERM_DAYS):
        day += DAY
        open_pause = next((first for first, last in standing if last is None and day >= first), None)
        if open_pause is not None:
            return None
        if any(last is not None and first <= day <= last for first, last in standing):
            continue
        if term.unit == "calendar_days" or calendar.is_working_day(day):
            counted += 1
    return calendar.next_working_day(day)


def _standing_days(pause: Pause) -> tuple[datetime.date, datetime.date | None]:
    """Return the first and last day that the pause takes out; last is None for a pause that goes on.

    The last day lies before the first when the pause ended on the day on which it began.
    """
    first = local_date(pause.since)
    return first, local_date(pause.until) - DAY if pause.until else None
