"""Late, soon, on time, paused: one table, and each place that shows them reads it."""

import csv
import datetime
import io
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions, notices
from cases.admin.filters import CaseFilterSet
from cases.dates import today
from cases.models import Case
from cases.urgency import DONE, LATE, ON_TIME, PAUSED, RUNNING, SOON, urgency
from cases.wording import day
from ground.actor import SYSTEM
from people.roles import HANDLER
from records.service import link_for, token_of
from tests.cases.factories import make_case, staff

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"
CSS = Path("site/cases/static/cases/admin.css")


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def client(case):
    client = Client()
    client.force_login(staff("behandelaar", HANDLER, case.department))
    return client


def due(case, date):
    Case.objects.update(due=date, next_due=date, answer_due=None)
    case.refresh_from_db()
    return case


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def test_of_each_date_the_question_of_one_case_the_filter_and_the_count_give_one_answer(case):
    now = today()
    for days in (-400, *range(-3, 10), 400, None):
        due(case, None if days is None else in_days(days))
        expected = urgency(case.next_due, now)
        assert [each for each in RUNNING if each.holds(case.next_due, now)] == [expected]
        assert [each for each in RUNNING if Case.objects.of_urgency(each, now)] == [expected]
        assert Case.objects.count_by_urgency(now) == {each.code: int(each is expected) for each in RUNNING}


@pytest.mark.parametrize(("days", "expected"), [(-1, LATE), (0, SOON), (60, ON_TIME), (None, PAUSED)])
def test_list_counts_case_page_home_page_and_export_say_it_in_one_word_and_colour(client, case, days, expected):
    due(case, None if days is None else in_days(days))
    for chosen in (expected.code, ""):
        page = client.get(INBOX, {"urgency": chosen})
        shown = {bucket.code: bucket.number for bucket in page.context["buckets"] if bucket.tone}
        assert shown == {each.code: int(each is expected) for each in RUNNING}
        assert list(page.context["page_obj"]) == [case]
    for address in (INBOX, f"{INBOX}edit/{case.pk}/", "/cms/"):
        assert f'sn-tone--{expected.tone}">{expected.label}</span>' in client.get(address).text, address
    export = b"".join(client.get(f"{INBOX}?export=csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(export), delimiter=";")
    assert row["Stand van de termijn"] == str(expected.label)


def test_the_borders_are_yesterday_and_the_second_working_day_from_now(case):
    now = today()
    assert urgency(now.date - datetime.timedelta(days=1), now) is LATE
    assert urgency(now.date, now) is SOON
    assert urgency(now.soon_until, now) is SOON
    assert urgency(now.soon_until + datetime.timedelta(days=1), now) is ON_TIME
    assert urgency(None, now) is PAUSED
    assert urgency(now.date, now, is_closed=True) is DONE


def test_an_ended_case_is_in_none_of_them_whatever_its_date(case):
    Case.objects.update(closed_at=timezone.now(), next_due=in_days(-3))
    assert not any(Case.objects.count_by_urgency(today()).values())


def test_a_late_first_answer_makes_a_case_late_on_its_own_page_too(client, case):
    Case.objects.update(answer_due=in_days(-1), next_due=in_days(-1), due=in_days(20))
    assert 'sn-tone--danger">Te laat</span>' in client.get(f"{INBOX}edit/{case.pk}/").text


def test_the_filter_offers_the_table_and_each_tone_has_its_colour():
    offered = CaseFilterSet.base_filters["urgency"].extra["choices"]
    assert offered == [(each.code, each.label) for each in RUNNING]
    css = CSS.read_text(encoding="utf-8")
    assert all(f".sn-tone--{each.tone} {{" in css for each in (*RUNNING, DONE))


@pytest.mark.parametrize(("days", "promised"), [(0, True), (-1, False)])
def test_mail_and_page_promise_a_date_until_it_has_passed_and_say_sorry_after_it(case, days, promised):
    due(case, in_days(days))
    sorry = f"Ons antwoord moest er zijn tegen {day(case.due)}. Dat is niet gelukt. Onze excuses."
    text = notices.preview(case, "message", case.current_status).text
    page = Client().get(f"/t/{token_of(link_for('case', case.pk))}/", follow=True).text
    assert (sorry not in text) is (sorry not in page) is promised
    assert (f"ten laatste op {day(case.due)}" in text) is promised


def test_whose_turn_it_is_to_move_is_paused_only_while_the_clock_stands_still(case):
    actions.move(SYSTEM, case, "in_progress", lock_version=0)
    actions.move(SYSTEM, case, "waiting", message="Bezorg ons uw huurcontract.", lock_version=1)
    assert list(Case.objects.of_urgency(PAUSED, today())) == [case]
    actions.move(SYSTEM, case, "in_progress", lock_version=2)
    assert not Case.objects.of_urgency(PAUSED, today())
