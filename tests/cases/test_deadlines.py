"""Deadlines count the days on which the city works, in Brussels, and stand still while the city waits for the citizen."""

import datetime

import pytest

from cases.deadlines import BRUSSELS, Pause, Term, WorkCalendar, due_date, local_date
from cases.urgency import Today, urgency

CALENDAR = WorkCalendar()
date = datetime.date


def at(text: str) -> datetime.datetime:
    """Return a moment in Brussels."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def working(amount: int) -> Term:
    return Term(amount, "working_days")


def test_the_day_of_receipt_does_not_count() -> None:
    assert due_date(at("2026-11-23T09:00"), working(1), CALENDAR) == date(2026, 11, 24)


def test_weekends_do_not_count() -> None:
    assert due_date(at("2026-11-20T10:12"), working(1), CALENDAR) == date(2026, 11, 23)
    assert due_date(at("2026-11-21T10:12"), working(1), CALENDAR) == date(2026, 11, 23)


def test_belgian_holidays_do_not_count() -> None:
    # 11 November 2026 is a Wednesday.
    assert due_date(at("2026-11-10T10:00"), working(1), CALENDAR) == date(2026, 11, 12)
    # Easter Monday moves from year to year.
    assert due_date(at("2026-04-03T10:00"), working(1), CALENDAR) == date(2026, 4, 7)
    assert due_date(at("2027-03-26T10:00"), working(1), CALENDAR) == date(2027, 3, 30)


def test_the_citys_own_closing_days_do_not_count() -> None:
    bridge = WorkCalendar(frozenset({date(2026, 5, 15)}))
    assert due_date(at("2026-05-13T10:00"), working(1), CALENDAR) == date(2026, 5, 15)
    assert due_date(at("2026-05-13T10:00"), working(1), bridge) == date(2026, 5, 18)


def test_twenty_working_days_over_the_end_of_the_year() -> None:
    # Counted on a paper calendar: 9-31 December without the 25th gives 16, then 4, 5, 6 and 7 January.
    assert due_date(at("2026-12-08T12:00"), working(20), CALENDAR) == date(2027, 1, 7)


def test_calendar_days_count_every_day() -> None:
    assert due_date(at("2026-11-23T09:00"), Term(10, "calendar_days"), CALENDAR) == date(2026, 12, 3)


def test_a_calendar_term_that_ends_when_nobody_works_moves_to_the_next_working_day() -> None:
    assert due_date(at("2026-11-25T09:00"), Term(10, "calendar_days"), CALENDAR) == date(2026, 12, 7)
    assert due_date(at("2026-12-15T09:00"), Term(10, "calendar_days"), CALENDAR) == date(2026, 12, 28)


def test_what_comes_in_after_midnight_in_brussels_belongs_to_the_new_day() -> None:
    late_evening_in_utc = datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC)
    assert local_date(late_evening_in_utc) == date(2026, 11, 23)
    assert due_date(late_evening_in_utc, working(1), CALENDAR) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        # Summer time ends on 25 October 2026: that night the offset goes from +2 to +1.
        (datetime.datetime(2026, 10, 23, 21, 59, tzinfo=datetime.UTC), date(2026, 10, 26)),
        (datetime.datetime(2026, 10, 25, 22, 59, tzinfo=datetime.UTC), date(2026, 10, 26)),
        (datetime.datetime(2026, 10, 25, 23, 1, tzinfo=datetime.UTC), date(2026, 10, 27)),
        # Summer time starts on 29 March 2026.
        (datetime.datetime(2026, 3, 29, 21, 59, tzinfo=datetime.UTC), date(2026, 3, 30)),
        (datetime.datetime(2026, 3, 29, 22, 1, tzinfo=datetime.UTC), date(2026, 3, 31)),
    ],
)
def test_a_change_of_the_clock_does_not_move_a_deadline(moment: datetime.datetime, due: date) -> None:
    assert due_date(moment, working(1), CALENDAR) == due


def test_the_clock_stands_still_while_the_city_waits() -> None:
    start = at("2026-11-23T09:00")
    assert due_date(start, working(5), CALENDAR) == date(2026, 11, 30)
    asked = (Pause(at("2026-11-24T15:00")),)
    assert due_date(start, working(5), CALENDAR, asked) is None


def test_each_midnight_spent_waiting_moves_the_deadline_a_day() -> None:
    start = at("2026-11-23T09:00")
    answered = (Pause(at("2026-11-24T15:00"), at("2026-11-26T08:00")),)
    # Tuesday and Wednesday are lost: five days are then 26, 27, 30 November, 1 and 2 December.
    assert due_date(start, working(5), CALENDAR, answered) == date(2026, 12, 2)


def test_asked_and_answered_on_the_same_day_costs_nothing() -> None:
    pauses = (Pause(at("2026-11-24T09:00"), at("2026-11-24T17:00")),)
    assert due_date(at("2026-11-23T09:00"), working(5), CALENDAR, pauses) == date(2026, 11, 30)


def test_waiting_over_a_weekend_costs_only_the_working_days() -> None:
    pauses = (Pause(at("2026-11-27T16:00"), at("2026-11-30T09:00")),)
    assert due_date(at("2026-11-23T09:00"), working(5), CALENDAR, pauses) == date(2026, 12, 1)


def test_several_pauses_add_up_and_the_same_day_is_never_lost_twice() -> None:
    pauses = (
        Pause(at("2026-11-24T09:00"), at("2026-11-25T09:00")),
        Pause(at("2026-11-24T10:00"), at("2026-11-25T09:00")),
        Pause(at("2026-11-26T09:00"), at("2026-11-27T09:00")),
    )
    assert due_date(at("2026-11-23T09:00"), working(5), CALENDAR, pauses) == date(2026, 12, 2)


def test_asking_after_the_deadline_does_not_wipe_it_out() -> None:
    asked_too_late = (Pause(at("2026-12-02T09:00")),)
    assert due_date(at("2026-11-23T09:00"), working(5), CALENDAR, asked_too_late) == date(2026, 11, 30)


def test_a_term_of_no_days_ends_on_the_first_day_on_which_the_city_works() -> None:
    assert due_date(at("2026-11-22T09:00"), working(0), CALENDAR) == date(2026, 11, 23)


def test_urgency_is_said_in_five_words() -> None:
    today = Today(date(2026, 11, 26), lambda: CALENDAR)  # a Thursday
    assert urgency(date(2026, 11, 25), today).code == "late"
    assert urgency(date(2026, 11, 26), today).code == "soon"
    assert urgency(date(2026, 11, 30), today).code == "soon"
    assert urgency(date(2026, 12, 1), today).code == "on_time"
    assert urgency(None, today).code == "paused"
