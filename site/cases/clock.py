"""A case's dates, computed from its history. No database here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from cases.deadlines import Pause, Term, WorkCalendar, due_date


class Moment(Protocol):
    """What the clock needs of an event: when it was, and whom the case waited for from then on."""

    @property
    def at(self) -> datetime.datetime: ...

    @property
    def waiting_for(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Dates:
    """When the first answer and the end are due, and the first of them that still counts. None: no date now."""

    answer_due: datetime.date | None
    due: datetime.date | None
    next_due: datetime.date | None


def pauses(history: Iterable[Moment]) -> tuple[Pause, ...]:
    """Return the stretches in which the city waited for the citizen, from events in order."""
    stretches = []
    since: datetime.datetime | None = None
    for moment in history:
        if moment.waiting_for == "citizen":
            since = since or moment.at
        elif since is not None:
            stretches.append(Pause(since, moment.at))
            since = None
    if since is not None:
        stretches.append(Pause(since))
    return tuple(stretches)


def dates(
    received_at: datetime.datetime,
    history: Iterable[Moment],
    calendar: WorkCalendar,
    *,
    answer_term: Term | None,
    end_term: Term,
    is_answered: bool,
    is_closed: bool,
) -> Dates:
    """Return the dates as they stand after the history. An answer that was given, and a closed case, have none to come."""
    stops = pauses(history)
    answer = due_date(received_at, answer_term, calendar, stops) if answer_term and not is_answered else None
    end = None if is_closed else due_date(received_at, end_term, calendar, stops)
    if is_closed:
        answer = None
    coming = [date for date in (answer, end) if date is not None]
    return Dates(answer, end, min(coming) if coming else None)
