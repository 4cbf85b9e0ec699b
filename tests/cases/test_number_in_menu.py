"""The menu of the admin says beside "Zaken" how many wait for who is signed in."""

import html
import re

import pytest
from django.db import connection
from django.test import Client

from cases import actions
from cases.admin import menu
from cases.models import Case, CaseExclusion
from ground.actor import SYSTEM
from people.models import Team, User
from people.roles import ADMINISTRATOR, CHIEF_EDITOR, HANDLER, LEAD, READER
from tests.cases.factories import make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
ACCOUNT = "/cms/account/"


def number_for(user):
    """Return what stands in the menu of a page that has nothing to do with cases; None for no number."""
    client = Client()
    client.force_login(user)
    page = html.unescape(client.get(ACCOUNT).text)
    number = re.search(r'"data-waiting": "([^"]*)"', page)
    return number and number[1]


@pytest.fixture
def handler():
    return staff("behandelaar", HANDLER, make_department())


def test_it_counts_what_is_mine_and_nobodys(handler):
    colleague = staff("collega", HANDLER, make_department())
    mine, _nobodys, theirs = (make_case(name) for name in ("Mijn", "Niemand", "Collega"))
    Case.objects.filter(pk=mine.pk).update(handler=handler)
    Case.objects.filter(pk=theirs.pk).update(handler=colleague)
    assert number_for(handler) == "2"


def test_it_leaves_out_what_has_ended_waits_for_the_citizen_or_is_out_of_reach(handler):
    waiting, done, excluded = (make_case(name) for name in ("Wacht", "Klaar", "Afgeschermd"))
    for case in (waiting, done):
        actions.move(SYSTEM, case, "in_progress", lock_version=0)
    actions.move(SYSTEM, waiting, "waiting", message="Bezorg ons uw huurcontract.", lock_version=1)
    actions.move(SYSTEM, done, "done", lock_version=1)
    team = Team.objects.create(name="Balie", department=make_department())
    team.members.add(handler)
    CaseExclusion.objects.create(case=excluded, team=team)
    make_case("Elders", code="elders", department=make_department("elders"))
    assert number_for(handler) is None


def test_a_case_of_a_colleague_who_left_waits_for_all(handler):
    left = staff("weg", HANDLER, make_department())
    Case.objects.filter(pk=make_case("Weg").pk).update(handler=left)
    assert number_for(handler) is None
    User.objects.filter(pk=left.pk).update(is_active=False)
    assert number_for(handler) == "1"


@pytest.mark.parametrize("role", [READER, ADMINISTRATOR, CHIEF_EDITOR])
def test_nothing_stands_there_for_who_handles_no_cases(role):
    make_case("Iemand")
    assert number_for(staff("ander", role, make_department())) is None


def test_it_is_said_in_words_to_who_hears_the_page(handler):
    for name in ("Een", "Twee"):
        make_case(name)
    client = Client()
    client.force_login(handler)
    assert '"aria-label": "Zaken: 2 wachten op u of uw dienst"' in html.unescape(client.get(ACCOUNT).text)


@pytest.mark.parametrize(("limit", "text"), [(3, "3"), (2, "2+")])
def test_it_counts_as_far_as_there_is_room(handler, monkeypatch, limit, text):
    monkeypatch.setattr(menu, "MAX_COUNTED", limit)
    for name in ("Een", "Twee", "Drie"):
        make_case(name)
    assert number_for(handler) == text


def test_counting_is_one_query_by_the_index_of_the_inbox(handler, django_assert_num_queries):
    make_case("Een")
    user = User.objects.get(pk=handler.pk)
    menu.number_waiting(user)  # permissions, departments and teams are kept on the user
    with django_assert_num_queries(1) as asked:
        assert menu.number_waiting(user) == 1
    sql = asked.captured_queries[0]["sql"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            assert "USING INDEX case_inbox (department_id=? AND closed_at=?" in str(cursor.fetchall())


def test_who_handles_no_cases_costs_no_query(django_assert_num_queries):
    user = staff("lezer", READER, make_department())
    menu.number_waiting(user)
    with django_assert_num_queries(0):
        assert menu.number_waiting(user) == 0


def test_a_lead_without_a_department_sees_no_number():
    make_case("Iemand")
    assert number_for(staff("leider", LEAD)) is None
