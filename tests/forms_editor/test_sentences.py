"""A condition is one sentence, in people's words, whoever writes it."""

import pytest

from forms_app.definition.subjects import subjects_of
from forms_app.editing.freezing import define
from forms_app.questions import kind_of
from ground.conditions.model import Condition, Rule
from ground.conditions.operators import OPERATORS
from ground.conditions.sentences import sentence, spoken
from tests.factories import make_form
from tests.forms_editor.conditions import ASKED, CASES, SENTENCES, steps_with_every_condition
from tests.forms_editor.steps_panel import given


def test_every_kind_with_every_operator_is_said_here():
    kinds = {asked["value"]["name"]: kind for kind, asked in ASKED.items()}
    said = {(kinds[name], operator) for name, operator, _value, _sentence in SENTENCES}
    assert said == {(kind, operator) for kind, table in OPERATORS.items() for operator, _words in table}
    assert all(kind_of(asked["type"]) == kind for kind, asked in ASKED.items())


@pytest.mark.django_db
def test_each_condition_is_said_in_the_words_of_its_kind():
    definition = define(make_form(*steps_with_every_condition()))
    said = [sentence(question.show_if, subjects_of(definition)) for question in definition.steps[1].questions]
    assert said == [expected for _name, _operator, _value, expected in SENTENCES]


def test_a_condition_on_a_question_that_is_gone_shows_no_code():
    rule = Rule("any", (Condition("weg", "eq", "x"), Condition("", "", "")))
    assert sentence(rule, {}) == "Toon als ‘weg’ is gelijk aan ‘x’ of ‘…’ … ‘…’."


@pytest.mark.parametrize(("kind", "value", "said"), CASES["values"])
def test_a_value_is_said_as_people_write_it_and_what_is_none_as_it_was_typed(kind, value, said):
    assert spoken(kind, value) == said


@pytest.mark.django_db
def test_the_cases_of_the_editors_script_hold_what_the_page_gives_it():
    names = {"operators": "operators", "words": "words", "sentences": "sentences", "noValue": "no-value"}
    assert {name: given(attribute) for name, attribute in names.items()} == CASES["given"]
    asked = {question["name"]: question["kind"] for question in CASES["questions"]}
    assert asked == {block["value"]["name"]: kind for kind, block in ASKED.items()}
