"""Dates of running cases follow the city's closing days, whenever these change, and survive a task that is killed."""

from datetime import date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ

from cases import actions, recounting
from cases.deadlines import BRUSSELS, Term, WorkCalendar
from cases.models import Case
from ground.actor import Actor
from people.models import ClosingDay
from people.roles import CHIEF_EDITOR
from people.service import closing_days
from portal.operations import jobs
from records.models import AuditLine
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.trees import make_city, make_home

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=BRUSSELS)
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)
SYSTEM = Actor("system")


def case_of_three_days(name="Jonas Peeters"):
    """Return a case of Monday that is due on Thursday, its first answer on Wednesday."""
    case = make_case(name, at=MONDAY, end_term=Term(3, "working_days"), answer_term=Term(2, "working_days"))
    assert (case.answer_due, case.due, case.next_due) == (WEDNESDAY, THURSDAY, WEDNESDAY)
    return case


def dates(case):
    case.refresh_from_db()
    return case.answer_due, case.due, case.next_due


def test_a_closing_day_that_is_added_later_moves_the_dates_of_a_running_case():
    case = case_of_three_days()
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    assert recounting.recount() == 1
    assert dates(case) == (THURSDAY, FRIDAY, THURSDAY)
    line = AuditLine.objects.get(action="case.recounted")
    assert (line.actor_kind, line.detail) == ("system", {"before": "2026-03-05", "due": "2026-03-06"})


def test_a_closing_day_that_goes_or_moves_brings_them_back():
    day = ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    case = make_case(at=MONDAY, end_term=Term(3, "working_days"))
    assert case.due == FRIDAY
    day.date = date(2026, 5, 15)
    day.save()
    recounting.recount()
    assert dates(case)[1] == THURSDAY
    ClosingDay.objects.create(date=date(2026, 3, 4), reason="Staking")
    recounting.recount()
    assert dates(case)[1] == FRIDAY
    ClosingDay.objects.all().delete()  # as the admin's bulk action does: no model's delete() is called
    recounting.recount()
    assert dates(case)[1] == THURSDAY


def test_another_release_of_the_holidays_is_another_calendar(monkeypatch):
    case_of_three_days()
    assert recounting.recount() == 0
    monkeypatch.setattr("cases.deadlines.HOLIDAYS_RELEASE", "0.0")
    assert recounting.recount() == 1


def test_a_case_that_ended_keeps_what_it_had():
    case = case_of_three_days()
    actions.move(SYSTEM, case, "refused", lock_version=case.lock_version, at=MONDAY)
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    assert recounting.recount() == 0
    assert dates(case) == (None, None, None)


def test_a_case_whose_clock_stands_still_gets_its_date_when_it_goes_on():
    case = case_of_three_days()
    actions.move(SYSTEM, case, "in_progress", lock_version=case.lock_version, at=MONDAY)
    actions.move(SYSTEM, case, "waiting", message="Bezorg ons uw contract.", lock_version=case.lock_version, at=MONDAY)
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    assert recounting.recount() == 1
    assert dates(case)[1] is None
    actions.move(SYSTEM, case, "in_progress", lock_version=case.lock_version, at=MONDAY)
    assert case.due == FRIDAY


def test_a_turn_that_is_cut_short_is_gone_on_with_and_does_nothing_twice():
    cases = [case_of_three_days(f"Naam {number}") for number in range(3)]
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    assert recounting.recount(budget=-1) == 0
    assert recounting._recount(cases[0].pk)
    assert recounting.recount() == 2
    assert recounting.recount() == 0
    assert AuditLine.objects.filter(action="case.recounted").count() == 3


def test_a_case_that_cannot_be_counted_keeps_no_other(monkeypatch):
    broken, sound = case_of_three_days("Een"), case_of_three_days("Twee")
    recompute = recounting.dates.recompute

    def recompute_or_fail(case):
        if case.pk == broken.pk:
            raise ValueError("broken")
        recompute(case)

    monkeypatch.setattr(recounting.dates, "recompute", recompute_or_fail)
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    assert recounting.recount() == 1
    assert dates(sound)[1] == FRIDAY
    assert dates(broken)[1] == THURSDAY


def test_the_counted_case_is_no_conflict_for_who_had_it_on_screen():
    case = case_of_three_days()
    seen = case.lock_version
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    recounting.recount()
    case.refresh_from_db()
    actions.move(SYSTEM, case, "in_progress", lock_version=seen)


def test_each_case_remembers_the_calendar_that_counted_it():
    ClosingDay.objects.create(date=date(2026, 3, 3), reason="Staking")
    assert case_calendar(make_case(at=MONDAY)) == WorkCalendar(closing_days()).stamp
    assert (
        WorkCalendar(frozenset({WEDNESDAY})).stamp != WorkCalendar(frozenset({THURSDAY})).stamp != WorkCalendar().stamp
    )


def case_calendar(case):
    return Case.objects.values_list("calendar", flat=True).get(pk=case.pk)


def test_an_editor_who_adds_or_removes_closing_days_sets_the_queue_to_work(django_capture_on_commit_callbacks):
    make_home()
    make_city()
    client = Client()
    client.force_login(staff("redacteur", CHIEF_EDITOR, make_department()))
    case = case_of_three_days()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/cms/snippets/people/closingday/add/", {"date": "2026-03-03", "reason": "Staking"})
    assert queued() == 1
    jobs.recount_deadlines()
    assert dates(case)[1] == FRIDAY
    day = ClosingDay.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/bulk/people/closingday/delete/?id={day.pk}")
    assert not ClosingDay.objects.exists()
    assert queued() == 2
    jobs.recount_deadlines()
    assert dates(case)[1] == THURSDAY


def queued():
    return sum("cases.recounting.recount" in str(each.task.get("func")) for each in OrmQ.objects.all())


def test_a_look_without_anything_to_do_is_two_queries(django_assert_num_queries):
    for number in range(3):
        case_of_three_days(f"Naam {number}")
    with django_assert_num_queries(2):
        recounting.recount()


def test_nothing_is_counted_for_a_closing_day_that_was_rolled_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        ClosingDay.objects.create(date=timezone.localdate(), reason="Staking")
        transaction.set_rollback(True)
    assert queued() == 0
