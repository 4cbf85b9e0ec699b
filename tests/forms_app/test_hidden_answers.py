"""The rule of hidden answers: kept in the draft, not validated, not submitted, not shown, unanswered for later conditions."""

import pytest

from forms_app.filling.answers import sections, validate
from forms_app.models import Draft, Submission
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen():
    make_form(
        step(
            "Wonen",
            question("yes_no", "huurt", "Huurt u?"),
            question("number", "prijs", "Hoeveel betaalt u?", minimum=1, show_if=when("huurt", "eq", "yes")),
            question("text", "reden", "Waarom zoveel?", show_if=when("prijs", "gt", "1000")),
        ),
        step("Duur", question("text", "bank", "Welke bank?"), show_if=when("prijs", "gt", "1000")),
        step(
            "Slot",
            question("text", "leegte", "Waarom huurt u niet?", required=False, show_if=when("prijs", "empty")),
            question("text", "naam", "Hoe heet u?"),
        ),
    )
    return Citizen().start()


def expensive(citizen):
    citizen.send(huurt="yes", prijs="1500", reden="Mooi huis")
    if citizen.step == "wonen":  # without JavaScript the step is shown again with what the answer revealed
        citizen.send()
    return citizen


def test_an_answer_that_reveals_a_question_shows_the_step_again_without_scolding(citizen):
    assert citizen.hidden == {"prijs", "reden"}
    citizen.send(huurt="yes")
    assert citizen.step == "wonen"
    assert citizen.hidden == {"reden"}
    assert citizen.errors == []
    assert "staat er nu meer op deze pagina" in citizen.text
    assert "<title>Fout" not in citizen.text
    citizen.send()
    assert citizen.errors == [("id_prijs", "Vul een getal in bij: Hoeveel betaalt u?")]


def test_a_step_with_errors_that_also_reveals_says_both():
    make_form(
        step(
            "Wonen",
            question("yes_no", "huurt", "Huurt u?"),
            question(
                "content",
                "uitleg",
                "Huurders",
                text="<p>Breng uw contract mee.</p>",
                show_if=when("huurt", "eq", "yes"),
            ),
            question("text", "naam", "Hoe heet u?"),
        ),
        key="beide",
    )
    citizen = Citizen("beide").start().send(huurt="yes")
    assert citizen.errors == [("id_naam", "Vul een antwoord in bij: Hoe heet u?")]
    assert "staat er nu meer op deze pagina" in citizen.text
    assert citizen.page.text.count("autofocus") == 1  # the errors come first
    assert "Breng uw contract mee" in citizen.text


def test_hiding_and_showing_again_keeps_what_was_typed(citizen):
    expensive(citizen)
    citizen.send(bank="Kas")
    citizen.open(citizen.address + "wonen/").send(huurt="no")
    assert citizen.step == "slot"
    citizen.open(citizen.address + "wonen/")
    assert citizen.hidden == {"prijs", "reden"}
    assert citizen.values["prijs"] == ["1500"]
    citizen.send(huurt="yes")
    assert citizen.values["prijs"] == ["1500"]
    assert citizen.values["reden"] == ["Mooi huis"]
    citizen.send()
    assert citizen.step == "duur"
    assert citizen.values["bank"] == ["Kas"]


def test_a_hidden_answer_is_not_validated(citizen):
    citizen.send(huurt="no", prijs="geen getal", reden="x" * 300)
    assert citizen.step == "slot"


def test_a_hidden_answer_is_neither_submitted_nor_shown(citizen):
    expensive(citizen).send(bank="Kas")
    citizen.open(citizen.address + "wonen/").send(huurt="no")
    citizen.send(naam="Jonas", leegte="Eigen huis")
    assert citizen.step == "controle"
    for gone in (
        "1500",
        "Mooi huis",
        "Kas",
        "Hoeveel betaalt u?",
        "Waarom zoveel?",
        "Welke bank?",
        "niet van toepassing",
    ):
        assert gone not in citizen.text
    assert "Eigen huis" in citizen.text
    assert Draft.objects.get().answers["prijs"] == 1500
    citizen.send()
    assert Submission.objects.get().answers == {"huurt": "no", "leegte": "Eigen huis", "naam": "Jonas"}


def test_later_conditions_see_a_hidden_answer_as_unanswered(citizen):
    expensive(citizen)
    citizen.send(bank="Kas")
    assert citizen.hidden == {"leegte"}
    citizen.open(citizen.address + "wonen/").send(huurt="no")
    assert citizen.step == "slot"
    assert citizen.hidden == set()
    assert "Stap 2 van 2" in citizen.text


def test_a_whole_step_that_is_hidden_is_neither_asked_nor_counted(citizen):
    citizen.send(huurt="no")
    assert "Stap 2 van 2" in citizen.text
    assert citizen.open(citizen.address + "duur/").step == "slot"


def test_a_question_that_a_later_change_reveals_is_asked_before_submitting(citizen):
    expensive(citizen).send(bank="Kas")
    citizen.send(naam="Jonas")
    assert citizen.step == "controle"
    citizen.open(citizen.address + "wonen/?return-to=controle").send(huurt="no")
    assert citizen.step == "slot"
    citizen.send()
    assert citizen.step == "controle"


def test_all_doors_follow_the_same_rule(citizen):
    definition = Draft.objects.get().version.definition
    answers = {"huurt": "no", "prijs": -5, "reden": "", "bank": "Kas", "naam": "Jonas"}
    result = validate(definition, answers)
    assert result.errors == {}
    assert result.answers == {"huurt": "no", "leegte": "", "naam": "Jonas"}
    assert [row.question.name for section in sections(definition, answers) for row in section.rows] == [
        "huurt",
        "leegte",
        "naam",
    ]


def test_the_page_asks_the_same_function_what_shows(citizen):
    def shown(**typed):
        return citizen.client.post(f"{citizen.address}zichtbaar/wonen/", typed).json()["shown"]

    assert shown() == ["huurt"]
    assert shown(huurt="yes") == ["huurt", "prijs"]
    assert shown(huurt="yes", prijs="1500") == ["huurt", "prijs", "reden"]
    assert shown(huurt="no", prijs="1500") == ["huurt"]
    assert shown(huurt="yes", prijs="duur") == ["huurt", "prijs"]
    assert Draft.objects.get().data.get("step_data", {}) == {}


def test_what_shows_is_told_only_to_whose_draft_it_is_and_only_of_steps_that_open(citizen):
    from django.test import Client

    assert Client().post(f"{citizen.address}zichtbaar/wonen/").status_code == 403
    assert citizen.client.post(f"{citizen.address}zichtbaar/slot/").status_code == 404
    assert citizen.client.get(f"{citizen.address}zichtbaar/wonen/").status_code == 405
