"""How long a case is kept, and whether a rule of the selection list lets it go. Pure: no database, no clock."""

import datetime
from typing import Protocol

from ground.calendar import BRUSSELS

MAX_RULE_YEARS = 5
"""A selection rule is published, and at most so old (Bestuursdecreet III.87 and III.89)."""
WARN_BEFORE = datetime.timedelta(days=183)
"""How long before it expires a rule warns: time to have a new one published."""


class Rule(Protocol):
    """What is needed of a CaseType to say how long its cases are kept."""

    @property
    def retention_rule(self) -> str: ...

    @property
    def retention_until(self) -> datetime.date | None: ...

    @property
    def retention_years(self) -> int: ...

    @property
    def retention_then(self) -> str: ...


def due_on(closed: datetime.date, years: int) -> datetime.date:
    """Return the first day on which a case that ended on `closed` may go: the term runs from the day after, in whole years.

    >>> due_on(datetime.date(2026, 6, 10), 5), due_on(datetime.date(2024, 2, 28), 1), due_on(datetime.date(2023, 2, 28), 1)
    (datetime.date(2031, 6, 11), datetime.date(2025, 3, 1), datetime.date(2024, 3, 1))
    """
    begins = closed + datetime.timedelta(days=1)
    try:
        return begins.replace(year=begins.year + years)
    except ValueError:  # 29 February, in a year without it: never a day too soon
        return datetime.date(begins.year + years, 3, 1)


def closed_before(today: datetime.date, years: int) -> datetime.datetime:
    """Return the moment before which a case must have ended to be due today: a midnight of the city.

    >>> closed_before(datetime.date(2031, 6, 11), 5).isoformat()
    '2026-06-11T00:00:00+02:00'
    """
    try:
        day = today.replace(year=today.year - years)
    except ValueError:  # 29 February: what ended on the 28th of that year began its term on 1 March
        day = datetime.date(today.year - years, 2, 28)
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=BRUSSELS)


def latest_expiry(today: datetime.date) -> datetime.date:
    """Return the last day until which a rule that is published today can be valid."""
    return due_on(today, MAX_RULE_YEARS) - datetime.timedelta(days=1)


def is_valid(rule: Rule, today: datetime.date) -> bool:
    """Return whether the rule lets cases go: there is one, and it has not expired. Without an expiry nobody can tell."""
    return bool(rule.retention_rule.strip()) and rule.retention_until is not None and today <= rule.retention_until


def expires_soon(rule: Rule, today: datetime.date) -> bool:
    """Return whether a valid rule is about to expire."""
    return is_valid(rule, today) and rule.retention_until is not None and rule.retention_until - today <= WARN_BEFORE
