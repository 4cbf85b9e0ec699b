"""Opening hours as a pure function of rules and a moment."""

import datetime
from datetime import date, time

import pytest

from counters.opening import (
    BRUSSELS,
    ExceptionalDays,
    Hours,
    OpeningRules,
    WeeklyRule,
    day_of,
    is_open,
    next_change,
    status_at,
    week_of,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
MORNINGS = tuple(WeeklyRule(day, time(8, 15), time(12, 15)) for day in range(MONDAY, SATURDAY))
STADSWINKEL = OpeningRules(
    weekly=(
        *MORNINGS,
        WeeklyRule(WEDNESDAY, time(13, 30), time(16, 30)),
        WeeklyRule(THURSDAY, time(16), time(19, 30), by_appointment=True, not_in_months=frozenset({7, 8})),
    ),
    exceptions=(
        ExceptionalDays(date(2026, 12, 24), date(2026, 12, 24), time(8, 15), time(11), "Kerstavond"),
        ExceptionalDays(date(2026, 12, 28), date(2026, 12, 31), reason="Verhuis van het loket"),
    ),
    closed_days={date(2026, 12, 25): "Kerstmis", date(2026, 11, 11): "Wapenstilstand"},
)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


def test_a_place_is_open_from_its_first_minute_until_just_before_its_last() -> None:
    assert not is_open(STADSWINKEL, at(2026, 11, 24, 8, 14))
    assert is_open(STADSWINKEL, at(2026, 11, 24, 8, 15))
    assert is_open(STADSWINKEL, at(2026, 11, 24, 12, 14))
    assert not is_open(STADSWINKEL, at(2026, 11, 24, 12, 15))


def test_an_open_place_says_until_when() -> None:
    status = status_at(STADSWINKEL, at(2026, 11, 24, 10))
    assert (status.state, status.until) == ("open", at(2026, 11, 24, 12, 15))


def test_a_closed_place_says_when_it_opens_next() -> None:
    status = status_at(STADSWINKEL, at(2026, 11, 25, 12, 30))
    assert status.state == "closed"
    assert status.until == at(2026, 11, 25, 13, 30)
    assert status.opens_next == (date(2026, 11, 25), Hours(time(13, 30), time(16, 30)))


def test_hours_by_appointment_are_not_open_for_who_walks_in() -> None:
    evening = at(2026, 11, 26, 17)
    assert status_at(STADSWINKEL, evening).state == "by_appointment"
    assert not is_open(STADSWINKEL, evening)


def test_a_rule_does_not_hold_in_the_months_it_leaves_out() -> None:
    assert day_of(STADSWINKEL, date(2026, 7, 2)).hours == (Hours(time(8, 15), time(12, 15)),)
    assert len(day_of(STADSWINKEL, date(2026, 9, 3)).hours) == 2


def test_a_place_is_closed_on_a_closing_day_and_says_why() -> None:
    day = day_of(STADSWINKEL, date(2026, 11, 11))
    assert (day.hours, day.reason) == ((), "Wapenstilstand")
    assert status_at(STADSWINKEL, at(2026, 11, 11, 10)).reason == "Wapenstilstand"


def test_an_exception_with_hours_takes_the_place_of_the_weekly_hours() -> None:
    assert is_open(STADSWINKEL, at(2026, 12, 24, 10, 59))
    assert not is_open(STADSWINKEL, at(2026, 12, 24, 11))


def test_an_exception_without_hours_closes_each_of_its_days() -> None:
    for day in (28, 29, 30, 31):
        assert not is_open(STADSWINKEL, at(2026, 12, day, 10))


def test_an_exception_opens_a_closing_day() -> None:
    rules = OpeningRules(
        exceptions=(ExceptionalDays(date(2026, 12, 25), date(2026, 12, 25), time(10), time(12)),),
        closed_days={date(2026, 12, 25): "Kerstmis"},
    )
    assert is_open(rules, at(2026, 12, 25, 11))


def test_the_next_opening_is_found_over_a_closing_season() -> None:
    status = status_at(STADSWINKEL, at(2026, 12, 24, 11, 30))
    assert status.opens_next == (date(2027, 1, 1), Hours(time(8, 15), time(12, 15)))


def test_a_place_without_hours_is_closed_and_never_opens() -> None:
    status = status_at(OpeningRules(), at(2026, 11, 24, 10))
    assert (status.state, status.until, status.opens_next) == ("closed", None, None)


def test_stretches_that_touch_count_as_one() -> None:
    rules = OpeningRules(
        weekly=(WeeklyRule(TUESDAY, time(9), time(12)), WeeklyRule(TUESDAY, time(12), time(16))),
    )
    assert status_at(rules, at(2026, 11, 24, 10)).until == at(2026, 11, 24, 16)


@pytest.mark.parametrize(
    ("day", "offset"),
    [(date(2026, 3, 27), 1), (date(2026, 3, 30), 2), (date(2026, 10, 23), 2), (date(2026, 10, 26), 1)],
)
def test_hours_keep_to_local_time_before_and_after_the_clock_changes(day: date, offset: int) -> None:
    opens = datetime.datetime.combine(day, time(8, 15), tzinfo=datetime.timezone(datetime.timedelta(hours=offset)))
    assert is_open(STADSWINKEL, opens)
    assert not is_open(STADSWINKEL, opens - datetime.timedelta(seconds=1))


def test_in_the_hour_that_comes_twice_a_stretch_lasts_one_hour_longer() -> None:
    night = OpeningRules(weekly=(WeeklyRule(SUNDAY, time(1), time(4)),))
    first = datetime.datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS)
    second = first.replace(fold=1)
    assert is_open(night, first)
    assert is_open(night, second)
    ends = status_at(night, first).until
    assert ends is not None
    assert ends - first.astimezone(datetime.UTC) == datetime.timedelta(hours=2, minutes=30)


def test_the_page_changes_at_closing_time_or_at_midnight_whichever_is_first() -> None:
    assert next_change(STADSWINKEL, at(2026, 11, 24, 10)) == at(2026, 11, 24, 12, 15)
    assert next_change(STADSWINKEL, at(2026, 11, 24, 13)) == at(2026, 11, 25, 0)


def test_a_week_has_seven_days_from_the_day_asked() -> None:
    week = week_of(STADSWINKEL, date(2026, 12, 23))
    assert [day.date.day for day in week] == [23, 24, 25, 26, 27, 28, 29]
    assert [day.reason for day in week][1:3] == ["Kerstavond", "Kerstmis"]


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        status_at(STADSWINKEL, datetime.datetime(2026, 11, 24, 10))
