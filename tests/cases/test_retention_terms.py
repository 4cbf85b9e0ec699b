"""When a case's term is over, to the day: one before, on it, leap days, the nights in which the clock changes."""

import datetime
from dataclasses import dataclass

import pytest

from cases.retention.terms import (
    WARN_BEFORE,
    closed_before,
    due_on,
    expires_soon,
    is_valid,
    latest_expiry,
)
from ground.calendar import BRUSSELS

date = datetime.date
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class SampleRule:
    retention_rule: str = "SN-12"
    retention_until: datetime.date | None = datetime.date(2028, 6, 30)  # a date never changes
    retention_years: int = 5
    retention_then: str = "destroy"


@pytest.mark.parametrize(
    ("closed", "years", "due"),
    [
        (date(2026, 6, 10), 5, date(2031, 6, 11)),
        (date(2026, 6, 10), 0, date(2026, 6, 11)),
        (date(2025, 12, 31), 1, date(2027, 1, 1)),
        (date(2024, 2, 28), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 28), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 3, 1)),
    ],
)
def test_a_term_runs_whole_years_from_the_day_after_the_end(closed, years, due):
    assert due_on(closed, years) == due


@pytest.mark.parametrize("years", [0, 1, 4, 5, 100])
def test_what_the_night_looks_for_is_what_a_case_says_of_itself(years):
    """Each day around two leap days, against each end around the day that many years before."""
    for first in (date(2024, 2, 25), date(2025, 2, 25), date(2026, 12, 29)):
        for today in (first + number * DAY for number in range(8)):
            before = closed_before(today, years)
            around = date(today.year - years, today.month, 1) - 10 * DAY
            for closed in (around + number * DAY for number in range(45)):
                ended = datetime.datetime.combine(closed, datetime.time(12), tzinfo=BRUSSELS)
                assert (ended < before) == (due_on(closed, years) <= today), (closed, today)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_night_in_which_the_clock_changes_belongs_to_its_own_day(day):
    """A case that ended a minute before that midnight is due, one that ended a minute after it is not."""
    before = closed_before(day.replace(year=2031), 5)
    last = datetime.datetime.combine(day - DAY, datetime.time(23, 59), tzinfo=BRUSSELS)
    first = datetime.datetime.combine(day, datetime.time(0, 1), tzinfo=BRUSSELS)
    assert last < before < first
    assert (first.astimezone(datetime.UTC) - last.astimezone(datetime.UTC)) == datetime.timedelta(minutes=2)


def test_a_rule_counts_until_and_with_its_last_day():
    rule = SampleRule()
    assert is_valid(rule, date(2028, 6, 30))
    assert not is_valid(rule, date(2028, 7, 1))
    assert not is_valid(SampleRule(retention_rule=" "), date(2026, 1, 1))
    assert not is_valid(SampleRule(retention_until=None), date(2026, 1, 1))


def test_a_rule_warns_from_half_a_year_before_its_last_day():
    rule = SampleRule()
    assert not expires_soon(rule, date(2028, 6, 30) - WARN_BEFORE - DAY)
    assert expires_soon(rule, date(2028, 6, 30) - WARN_BEFORE)
    assert expires_soon(rule, date(2028, 6, 30))
    assert not expires_soon(rule, date(2028, 7, 1))


def test_a_rule_that_is_published_today_is_valid_for_five_years():
    assert latest_expiry(date(2026, 11, 30)) == date(2031, 11, 30)
