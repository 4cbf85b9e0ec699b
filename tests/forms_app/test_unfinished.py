"""A half-filled form is offered again in its own browser, and in no other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forms_app.models import Draft
from records.models import CapabilityLink
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.trees import make_product

pytestmark = pytest.mark.django_db
OFFER = "Ga verder waar u was"
START, CASES, PIECE = "/formulieren/adreswijziging/", "/zaken/", "/mijn/formulieren/?form=adreswijziging"


@pytest.fixture
def form():
    return make_form(
        step("Wie", question("text", "naam", "Hoe heet u?")), step("Meer", question("text", "meer", "Meer?"))
    )


@pytest.fixture
def citizen(form):
    return Citizen().start().send(naam="Jonas")


@pytest.mark.parametrize("address", [START, CASES, PIECE, "/mijn/formulieren/?form=ander&form=adreswijziging"])
def test_it_is_offered_where_its_citizen_looks_and_leads_to_where_he_was(citizen, address):
    page = citizen.client.get(address)
    assert OFFER in page.text
    assert f'href="{citizen.address}"' in page.text
    assert "no-store" in page["Cache-Control"]
    citizen.open(citizen.address)
    assert citizen.step == "meer"
    assert "Jonas" not in page.text


def test_it_says_at_which_step_somebody_was(citizen):
    assert "U was bij stap 2 van 2." in " ".join(citizen.client.get(START).text.split())
    citizen.send(meer="x")
    assert "U moet alles alleen nog nakijken en versturen." in citizen.client.get(START).text


@pytest.mark.parametrize("address", [START, CASES, PIECE])
def test_nobody_else_and_nothing_else_is_offered(citizen, address):
    assert OFFER not in Client().get(address).text
    Citizen(client=(begun := Client())).start()  # begun, nothing filled in
    assert OFFER not in begun.get(address).text
    Draft.objects.update(expires_at=timezone.now() + timedelta(seconds=5))
    assert OFFER in citizen.client.get(address).text
    Draft.objects.update(expires_at=timezone.now())
    assert OFFER not in citizen.client.get(address).text
    Draft.objects.update(expires_at=timezone.now() + timedelta(days=1))
    CapabilityLink.objects.update(expires_at=timezone.now())
    assert OFFER not in citizen.client.get(address).text


@pytest.mark.parametrize("address", [START, CASES, PIECE])
def test_what_was_sent_is_not_offered_again(citizen, address):
    assert citizen.send(meer="x").send().step == "klaar"
    assert OFFER not in citizen.client.get(address).text


def test_a_page_for_one_form_offers_no_other(citizen):
    make_form(step("Een", question("text", "x", "X")), key="ander")
    assert OFFER not in citizen.client.get("/formulieren/ander/").text
    answer = citizen.client.get("/mijn/formulieren/?form=ander")
    assert (answer.status_code, answer.content) == (204, b"")
    assert citizen.client.get("/mijn/formulieren/").status_code == 204
    assert citizen.client.post(PIECE).status_code == 405


def test_a_browser_that_began_nothing_costs_no_query(form, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(PIECE).status_code == 204


def test_twenty_half_filled_forms_cost_as_many_queries_as_one(citizen, django_assert_max_num_queries):
    for _number in range(19):
        Citizen(client=citizen.client).start().send(naam="Jonas")
    with django_assert_max_num_queries(3):
        answer = citizen.client.get(PIECE)
    assert answer.text.count(OFFER) == 20


def test_the_product_page_is_the_same_for_everybody_and_says_where_the_offer_is(citizen, form):
    product = make_product()
    product.form_links.create(form=form, label="Start")
    product.save_revision().publish()
    first, second = (client.get("/producten/adreswijziging/") for client in (citizen.client, Client()))
    assert first.content == second.content
    assert "Cookie" not in first.headers.get("Vary", "")
    assert 'data-unfinished="/mijn/formulieren/?form=adreswijziging"' in first.text
