"""When a place is open: pure functions over frozen rules. Local time is Europe/Brussels; moments are aware.

Three layers, the later one wins for its days: weekly rules (some not in certain months), days on which the whole house
is closed (holidays, bridge days), and a place's own exceptions (other hours, or closed).
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ground.calendar import BRUSSELS

HORIZON_DAYS = 60
"""How far ahead the next opening is looked for: further than any closing season, near enough to be quick."""

State = Literal["open", "by_appointment", "closed"]


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Open each week on a weekday (0 is Monday), local time, but for some months (1 is January)."""

    weekday: int
    opens: datetime.time
    closes: datetime.time
    by_appointment: bool = False
    not_in_months: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ExceptionalDays:
    """Other hours, or none when opens is None, from one day until another, both included."""

    from_date: datetime.date
    until_date: datetime.date
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    reason: str = ""

    def covers(self, day: datetime.date) -> bool:
        """Tell whether the day is one of them."""
        return self.from_date <= day <= self.until_date


@dataclass(frozen=True, slots=True)
class OpeningRules:
    """Everything that decides when one place is open. closed_days maps a day to the reason: "Kerstmis"."""

    weekly: tuple[WeeklyRule, ...] = ()
    exceptions: tuple[ExceptionalDays, ...] = ()
    closed_days: Mapping[datetime.date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """One stretch of a day, local time; closes is not included: at closing time the place is closed."""

    opens: datetime.time
    closes: datetime.time
    by_appointment: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day's hours in order; none when closed, and then the reason where there is one."""

    date: datetime.date
    hours: tuple[Hours, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """How a place is at a moment. until is when that ends, None when not within the horizon. opens_next is the next
    stretch (day and hours) that begins later, walk-in or by appointment; None when there is none within the horizon.
    """

    state: State
    until: datetime.datetime | None
    opens_next: tuple[datetime.date, Hours] | None
    reason: str = ""


def day_of(rules: OpeningRules, date: datetime.date) -> Day:
    """Return the hours of a day."""
    covering = [days for days in rules.exceptions if days.covers(date)]
    if covering:
        hours = {Hours(days.opens, days.closes) for days in covering if days.opens and days.closes}
        return Day(date, tuple(sorted(hours)), next((days.reason for days in covering if days.reason), ""))
    if date in rules.closed_days:
        return Day(date, (), rules.closed_days[date])
    weekly = (rule for rule in rules.weekly if rule.weekday == date.weekday() and date.month not in rule.not_in_months)
    return Day(date, tuple(sorted(Hours(rule.opens, rule.closes, rule.by_appointment) for rule in weekly)))


def is_open(rules: OpeningRules, at: datetime.datetime) -> bool:
    """Tell whether anyone can walk in at this moment; hours by appointment do not count."""
    return status_at(rules, at).state == "open"


def status_at(rules: OpeningRules, at: datetime.datetime) -> Status:
    """Return how the place is at an aware moment; stretches that touch count as one."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; opening hours need an aware moment.")
    today = at.astimezone(BRUSSELS).date()
    spans = _deciding_spans(rules, at)
    state: State = "closed"
    until: datetime.datetime | None = None
    for span in spans:
        if span.begin <= at < span.end:
            state = "by_appointment" if span.hours.by_appointment else "open"
            until = span.end
            break
    if until is not None:
        until = _end_of_touching(spans, state, until)
    later = next((span for span in spans if span.begin > at and (until is None or span.begin >= until)), None)
    if state == "closed" and later is not None:
        until = later.begin
    opens_next = (later.date, later.hours) if later else None
    return Status(state, until, opens_next, day_of(rules, today).reason)


def next_change(rules: OpeningRules, at: datetime.datetime) -> datetime.datetime:
    """Return when what a page says about opening is no longer true: the end of the state, or midnight, where "vandaag"
    and "morgen" change; whichever comes first.
    """
    return change_after(status_at(rules, at), at)


def change_after(status: Status, at: datetime.datetime) -> datetime.datetime:
    """Return the same for a status that is known."""
    midnight = _moment(at.astimezone(BRUSSELS).date() + datetime.timedelta(days=1), datetime.time())
    return min(status.until, midnight) if status.until else midnight


def week_of(rules: OpeningRules, date: datetime.date) -> list[Day]:
    """Return seven days from a day on, with exceptions and closing days in place."""
    return [day_of(rules, date + datetime.timedelta(days=offset)) for offset in range(7)]


@dataclass(frozen=True, slots=True)
class _Span:
    date: datetime.date
    hours: Hours
    begin: datetime.datetime
    end: datetime.datetime


def _deciding_spans(rules: OpeningRules, at: datetime.datetime) -> list[_Span]:
    """Return the coming stretches up to the first that begins after all before it have ended: what is later decides nothing."""
    spans, end = [], at
    for span in _spans(rules, at.astimezone(BRUSSELS).date()):
        spans.append(span)
        if span.begin > end:
            break
        end = max(end, span.end)
    return spans


def _spans(rules: OpeningRules, today: datetime.date) -> Iterator[_Span]:
    for offset in range(HORIZON_DAYS):
        date = today + datetime.timedelta(days=offset)
        for hours in day_of(rules, date).hours:
            yield _Span(date, hours, _moment(date, hours.opens), _moment(date, hours.closes))


def _end_of_touching(spans: list[_Span], state: State, until: datetime.datetime) -> datetime.datetime:
    """Return the end of a chain of stretches of the same kind of which each begins before the one before ends."""
    for span in spans:
        same = span.hours.by_appointment == (state == "by_appointment")
        if same and span.begin <= until < span.end:
            until = span.end
    return until


def _moment(date: datetime.date, time: datetime.time) -> datetime.datetime:
    """Return a local time as a moment in UTC: within one local zone moments compare by the clock on the wall, which is
    wrong in the hour that comes twice.
    """
    return datetime.datetime.combine(date, time, tzinfo=BRUSSELS).astimezone(datetime.UTC)
