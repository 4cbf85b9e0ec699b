"""A condition is one sentence, in people's words, whoever writes it."""

import pytest

from forms_app.definition.subjects import subjects_of
from forms_app.editing.freezing import define
from forms_app.questions import kind_of
from ground.conditions.model import Condition, Rule
from ground.conditions.operators import OPERATORS
from ground.conditions.sentences import sentence, spoken
from tests.factories import make_form
from tests.forms_editor.conditions import ASKED, SENTENCES, steps_with_every_condition


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


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2026-02-31"),
        ("date", "morgen"),
        ("number", "veel"),
        ("number", "nan"),
        ("number", "1e21"),
        ("text", "2026-01-01"),
    ],
)
def test_what_is_no_date_or_number_is_said_as_it_was_typed(kind, value):
    assert spoken(kind, value) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("12345678901234567890", "12345678901234567890"),
        ("0.0000001", "0,0000001"),
        ("1250,50", "1250,5"),
        ("-1.0", "-1"),
        ("100", "100"),
    ],
)
def test_a_number_is_said_by_its_digits_as_the_editors_script_says_it(value, said):
    assert spoken("number", value) == said
