"""Who has a part in what is asked for: each type of question tells it of its own answer."""

import re

import pytest
from wagtailstreamforms import fields as streamforms

from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.applicant import Reach, parties, party_of, reach_of
from forms_app.questions import QuestionType, register
from forms_app.questions.party import Party
from tests.architecture.house import modules


class ContactQuestion(QuestionType[dict[str, str]]):
    """Somebody to reach, as a foreign app would ask for: one answer with a name and a telephone."""

    label = "Contactpersoon"

    def party(self, question, answer):
        return Party("contact", name=answer["name"], phone=answer["phone"]) if answer else None


def form(*questions):
    return Definition("k", "K", (Step("stap", "Stap", questions=questions),))


def test_names_are_joined_and_the_first_way_to_reach_counts():
    asked = form(
        Question("achternaam", "text", "Naam", options={"meaning": "family-name"}),
        Question("voornaam", "text", "Voornaam", options={"meaning": "given-name"}),
        Question("straat", "text", "Straat", options={"meaning": ""}),
        Question("mail", "email", "Mail", options={"is_own": True}),
        Question("mail2", "email", "Mail van uw baas", options={"is_own": False}),
        Question("gsm", "phone", "Gsm", options={"is_own": True}),
    )
    answers = {
        "achternaam": "Maes",
        "voornaam": "An",
        "straat": "Kerkstraat",
        "mail": "",
        "mail2": "b@b.be",
        "gsm": "+3237783000",
    }
    party = party_of(asked, answers)
    assert (party.full_name, party.email, party.phone) == ("An Maes", "", "+3237783000")
    assert reach_of(asked, answers) == Reach("", "+3237783000")
    assert party_of(asked, {}) == Party()


def test_a_type_of_another_app_tells_of_somebody_in_another_role(monkeypatch):
    monkeypatch.setattr(streamforms, "_fields", dict(streamforms._fields))
    register("contact")(ContactQuestion)
    asked = form(
        Question("mail", "email", "Mail", options={"is_own": True}), Question("wie", "contact", "Wie bellen we?")
    )
    answers = {"mail": "an@voorbeeld.be", "wie": {"name": "Jan", "phone": "+3237783000"}}
    assert [party.role for party in parties(asked, answers)] == ["applicant", "contact"]
    assert party_of(asked, answers, "contact").phone == "+3237783000"
    assert reach_of(asked, answers) == Reach("an@voorbeeld.be", "")


@pytest.mark.parametrize("meaning", ["", None, "tel", "role", "full_name"])
def test_a_meaning_that_is_no_name_tells_nothing(meaning):
    assert party_of(form(Question("a", "text", "A", options={"meaning": meaning})), {"a": "x"}) == Party()


def test_nothing_asks_a_question_for_the_name_of_its_type():
    asks = re.compile(r"\bquestion\.type (==|!=|in |not in )|isinstance\([^()]*Question\)")
    assert [module for module, file in modules().items() if asks.search(file.read_text())] == []
