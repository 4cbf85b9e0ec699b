"""From the list to a case and on: the way back keeps search, filters and page, and the next case is the list's next."""

import re
from html import unescape

import pytest
from django.test import Client

from cases import actions
from ground.actor import SYSTEM
from people.roles import HANDLER
from tests.cases.factories import make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"


@pytest.fixture
def client():
    client = Client()
    client.force_login(staff("behandelaar", HANDLER, make_department()))
    return client


def link(page, rel):
    """Return the address of the next or previous case on a case's page; None without one."""
    match = re.search(rf'<a href="([^"]*)" rel="{rel}"', page.text)
    return unescape(match[1]) if match else None


def opened_from(client, case, query):
    """Return the address to which the list with this query links for the case."""
    page = client.get(f"{INBOX}?{query}").text
    return unescape(re.search(rf'href="({INBOX}edit/{case.pk}/[^"]*)"', page)[1])


def test_the_way_back_is_the_list_as_it_was(client):
    case = make_case("Jonas")
    page = client.get(opened_from(client, case, "q=jonas&urgency=on_time&p=1&onzin=1")).text
    assert f'href="{INBOX}?q=jonas&amp;urgency=on_time&amp;p=1"' in page
    assert "onzin" not in page


def test_a_case_opened_by_its_address_leads_back_to_the_whole_list(client):
    page = client.get(f"{INBOX}edit/{make_case().pk}/").text
    assert f'href="{INBOX}"' in page
    assert "Volgende zaak" not in page


def test_next_and_previous_follow_the_list_with_its_search(client):
    first, _other, second = make_case("Jonas A"), make_case("Amina", "a@elders.be"), make_case("Jonas B")
    page = client.get(opened_from(client, first, "q=jonas"))
    assert "1 van 2" in page.text
    assert link(page, "prev") is None
    page = client.get(link(page, "next"))
    assert second.reference in page.text
    assert link(page, "next") is None
    assert first.reference in client.get(link(page, "prev")).text


def test_after_a_step_that_takes_the_case_off_the_list_the_next_is_the_one_in_its_place(client):
    first, second, third = (make_case(name) for name in ("A", "B", "C"))
    middle = client.get(opened_from(client, second, "status=Ontvangen"))
    step = unescape(re.search(rf'href="({INBOX}edit/{second.pk}/stap/refused/[^"]*)"', middle.text)[1])
    answer = client.post(step, {"lock_version": 0, "message": "Dit kan niet."})
    page = client.get(answer.url)
    assert "Deze zaak staat niet meer in de lijst." in page.text
    assert third.reference in client.get(link(page, "next")).text
    assert first.reference in client.get(link(page, "prev")).text


@pytest.mark.parametrize("rest", ["nota/", "toewijzen/", "bericht/"])
def test_whatever_is_done_with_a_case_the_list_is_kept(client, rest):
    case = make_case()
    address = opened_from(client, case, "q=jonas")
    query = address.partition("?")[2]
    answer = client.post(f"{INBOX}edit/{case.pk}/{rest}?{query}", {"lock_version": 0, "text": "Dag", "message": "Dag"})
    assert "lijst=q%3Djonas" in answer.url


@pytest.mark.parametrize(
    "query", ["lijst=", "lijst=p%3D9999", "lijst=%00", "lijst=status%3Dx&plaats=99", "plaats=²", "lijst=ordering%3Dx"]
)
def test_a_list_that_is_none_breaks_no_case(client, query):
    assert client.get(f"{INBOX}edit/{make_case().pk}/?{query}").status_code == 200


def test_the_list_leads_to_no_case_out_of_reach(client):
    case = make_case("Jonas")
    secret = make_case("Jonas", code="leefloon", department=make_department("ocmw", "Sociale dienst"))
    page = client.get(f"{INBOX}edit/{case.pk}/?lijst=q%3Djonas&plaats=0")
    assert "1 van 1" in page.text
    assert f"/edit/{secret.pk}/" not in page.text


def test_a_step_and_a_message_say_whose_case_it_is(client):
    case = make_case("Jonas Peeters")
    for rest in ("stap/in_progress/", "bericht/"):
        page = client.get(f"{INBOX}edit/{case.pk}/{rest}").text
        assert "van Jonas Peeters" in page
        assert case.title in page


def test_the_trail_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    case = make_case("A")
    address = opened_from(client, case, "q=a")
    client.get(address)
    for name in "BCDEFGH":
        make_case(f"A {name}")
    with django_assert_max_num_queries(30):
        client.get(address)
    actions.message(SYSTEM, case, "Dag", lock_version=0)
    with django_assert_max_num_queries(30):
        client.get(address)
