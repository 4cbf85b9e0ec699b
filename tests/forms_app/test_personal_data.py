"""A form says what happens to the personal data that it asks: from its marked questions and its case type, never more."""

import html
import re

import pytest
from django.test import Client

from cases.models import CaseType
from forms_app.filling.personal_data import personal_data_of, retention_in_words
from forms_app.seams import Retention
from tests.cases.factories import case_type
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    case_type()
    form = make_form(
        step(
            "Wie",
            question("text", "naam", "Hoe heet u?", personal_data=True, purpose="om u aan te spreken"),
            question("yes_no", "huurt", "Huurt u?"),
            question("text", "verhuurder", "Van wie huurt u?", personal_data=True, show_if=when("huurt", "eq", "yes")),
        ),
        publish=False,
    )
    form.destination = "adreswijziging"
    form.save()
    form.save_revision().publish()
    return form


def privacy_text(text):
    """Return the words of the block about personal data."""
    block = re.search(r'<details class="sn-disclosure">.*?</details>', text, re.S).group()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", block)).split())


def test_the_start_page_names_marked_questions_their_reason_and_what_the_case_type_says(form):
    CaseType.objects.filter(code="adreswijziging").update(
        purpose="om uw nieuwe adres te noteren",
        legal_basis="Wet van 19 juli 1991",
        receivers="Rijksregister\n\nPolitie",
        retention_rule="BS-12",
        retention_years=5,
    )
    text = privacy_text(Client().get(f"/formulieren/{form.key}/").text)
    for words in (
        "Om uw nieuwe adres te noteren.",
        "Hoe heet u? – om u aan te spreken",
        "Van wie huurt u?",
        "Het hoort bij een taak van de stad. Wet van 19 juli 1991.",
        "De dienst Bevolking van de stad. Buiten de stad: Rijksregister Politie",
        "Tot 5 jaar nadat uw aanvraag klaar is. Daarna mogen ze weg (regel BS-12).",
        "dan wissen we het na 30 dagen.",
    ):
        assert words in text
    assert "Huurt u?" not in text.replace("Van wie huurt u?", "")


def test_what_nobody_filled_in_is_said_in_neutral_words(form):
    text = privacy_text(Client().get(f"/formulieren/{form.key}/").text)
    assert "Om uw aanvraag te behandelen." in text
    assert "Het hoort bij een taak van de stad. Wie krijgt ze?" in text
    assert "Buiten de stad" not in text
    assert "Hoelang de stad ze bewaart, staat nog niet vast." in text


def test_the_check_page_tells_it_of_the_questions_that_were_asked_and_asks_no_consent(form):
    citizen = Citizen(form.key).start().send(naam="Jonas", huurt="no")
    assert citizen.step == "controle"
    text = privacy_text(citizen.text)
    assert "Hoe heet u?" in text
    assert "Van wie huurt u?" not in text
    assert 'type="checkbox"' not in citizen.text


def test_a_case_type_that_is_saved_is_told_at_once(form):
    kind = CaseType.objects.get(code="adreswijziging")
    assert "Griffie" not in Client().get(f"/formulieren/{form.key}/").text
    kind.receivers = "Griffie"
    kind.save()
    assert "Griffie" in Client().get(f"/formulieren/{form.key}/").text


def test_a_form_whose_case_type_is_gone_still_says_who_is_responsible(form):
    about = personal_data_of("weg", "aanvraag", [])
    assert (about.purpose, about.legal_basis, about.department, about.receivers) == (
        "Om uw aanvraag te behandelen.",
        "",
        "",
        (),
    )


@pytest.mark.parametrize(
    ("retention", "words"),
    [
        (None, "Hoelang de stad ze bewaart, staat nog niet vast. U kunt het de stad vragen."),
        (Retention("", 5, "destroy"), "Hoelang de stad ze bewaart, staat nog niet vast. U kunt het de stad vragen."),
        (Retention("K1", 1, "destroy"), "Tot 1 jaar nadat uw klacht klaar is. Daarna mogen ze weg (regel K1)."),
        (
            Retention("K1", 30, "archive"),
            "Tot 30 jaar nadat uw klacht klaar is. Daarna gaan ze naar het archief (regel K1).",
        ),
    ],
)
def test_how_long_is_said_by_the_rule_and_not_without_one(retention, words):
    assert retention_in_words(retention, "klacht") == words
