"""The start page of a form: what it tells before anything is asked."""

import re

import pytest
from django.test import Client

from tests.factories import make_form, question, step, when

pytestmark = pytest.mark.django_db


def page(**changes):
    form = make_form(
        step("Wie", question("yes_no", "huurt", "Huurt u?"), question("national_number", "rrn", "Uw nummer?")),
        step("Huur", question("file", "contract", "Uw huurcontract?"), show_if=when("huurt", "eq", "yes")),
        step("Geld", question("iban", "rekening", "Uw rekening?", required=False)),
        publish=False,
    )
    for name, value in changes.items():
        setattr(form, name, value)
    form.save_revision().publish()
    return re.sub(r"\s+", " ", Client().get("/formulieren/adreswijziging/").text)


def test_what_nobody_knows_by_heart_is_to_be_kept_at_hand_with_where_it_stands():
    text = page()
    assert "Houd dit klaar" in text
    assert "<strong>Uw nummer?</strong> <p> Het staat op de achterkant van de identiteitskaart. </p>" in text
    assert "<strong>Uw huurcontract?</strong>" in text
    assert "Niet altijd nodig: dat hangt af van uw antwoorden." in text
    assert "app van uw bank. Niet verplicht." in text
    assert "<strong>Huurt u?</strong>" not in text


def test_an_editors_own_list_is_not_said_twice():
    text = page(introduction="<p>Vraag het aan.</p><p>Neem mee:</p><ul><li>uw kaart</li></ul>")
    assert "Houd dit klaar" not in text
    assert text.count("<li>uw kaart</li>") == 1


def test_the_first_paragraph_stands_in_the_head_and_the_rest_below_it():
    text = page(introduction="<p>Vraag het aan.</p><p>Het kost niets.</p>")
    places = [text.index(part) for part in ("<h1>", "Vraag het aan.</p>", "Het kost niets.</p>", "Houd dit klaar")]
    assert places == sorted(places)
    assert '<div class="sn-head__lead"><p' in text
    assert text.count("Het kost niets.</p>") == 1


def test_the_steps_that_may_come_are_named_and_which_come_with_some_answers_only():
    text = page()
    assert re.search(r'</span>Huur\s*<span class="sn-muted">\(soms\)</span>', text)
    assert not re.search(r'</span>Geld <span class="sn-muted">', text)
    assert "Hoogstens 3 stappen" in text


def test_a_form_that_asks_nothing_to_look_up_says_nothing_of_it():
    make_form(step("Een", question("text", "x", "X?")), key="kort")
    assert "Houd dit klaar" not in Client().get("/formulieren/kort/").text
