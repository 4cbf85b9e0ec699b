"""One contract, run over every registered type of question, and what each type makes of what people type."""

import json
from pathlib import Path

import jsonschema
import pytest
from django import forms
from wagtailstreamforms import fields as streamforms

from cases.tracking import AskForm
from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.answers import validate
from forms_app.filling.saving import SaveForm
from forms_app.questions import QuestionType, question_type, question_types, register
from tests.forms_app.asking import ANSWERING, CASES, ask, clean, clean_form

NASTY = [
    "\x00",
    "'; DROP TABLE forms_app_draft;--",
    "<script>alert(1)</script>",
    "%s %(x)s {{ 7*7 }}",
    "\ud800",
    "🤷🏽" * 3000,
]


def test_every_registered_type_is_under_the_contract():
    assert {name for name in question_types() if not name.startswith("test_")} == set(CASES)


@pytest.mark.parametrize("name", ANSWERING)
def test_an_answer_survives_the_way_through_its_field(name):
    type_, question = question_type(name), ask(name)
    for answer, lines in CASES[name][1]:
        assert type_.is_normal(answer)
        assert json.loads(json.dumps(answer)) == answer
        assert clean(question, type_.to_data("vraag", answer)) == ([], answer)
        assert type_.display(question, answer) == lines


@pytest.mark.parametrize("name", ANSWERING)
def test_the_json_schema_is_one_and_takes_the_normal_form(name):
    schema = question_type(name).json_schema(ask(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    for answer, _lines in CASES[name][1]:
        jsonschema.Draft202012Validator(schema).validate(answer)
    for wrong in ({"x": 1}, [[]], 10**40 if name != "number" else "tien"):
        assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("text", " \t "),
        ("text", "x" * 201),
        ("long_text", "x" * 4001),
        ("email", "jonas@voorbeeld"),
        ("email", "Jonas <jonas@voorbeeld.be>"),
        ("email", "j@" + "x" * 250 + ".be"),
        ("phone", "+"),
        ("date", "0999-01-01"),
        ("date", "29/02/2024"),
        ("national_number", "٨٥٠٧٣٠٠٣٣٢٨"),
        ("iban", "BE68"),
        ("number", 0),
        ("number", 5001),
        ("address", {"street": "Markt", "number": "een", "postal_code": "9100", "municipality": "Sint-Niklaas"}),
        ("address", {"street": "Markt", "number": "1", "postal_code": "0100", "municipality": "Sint-Niklaas"}),
        ("address", {"street": "Markt", "number": "1", "postal_code": "1012 LG", "municipality": "Amsterdam"}),
        ("address", {"street": "Markt", "number": "", "postal_code": "9100", "municipality": "X", "country": "BE"}),
        ("address", {"street": "Markt", "number": "1", "postal_code": "", "municipality": "X", "country": "XX"}),
        ("address", {"street": "", "number": "1", "postal_code": "75002", "municipality": "Paris", "country": "FR"}),
        ("email", "jan peeters@example.be"),
    ],
)
def test_the_json_schema_and_the_field_refuse_the_same_answers(name, wrong):
    type_, question = question_type(name), ask(name)
    assert not jsonschema.Draft202012Validator(type_.json_schema(question)).is_valid(wrong)
    try:
        data = type_.to_data("vraag", wrong)
    except ValueError:
        return  # what is not even of the normal form's shape never reaches the field
    assert clean(question, data)[0] != []


@pytest.mark.parametrize("name", ANSWERING)
def test_no_answer_is_the_empty_value_and_shows_nothing(name):
    type_ = question_type(name)
    optional = ask(name, required=False)
    if name != "declaration":
        assert clean(optional, {}) == ([], type_.empty)
    assert type_.display(optional, type_.empty) == []
    assert type_.shred(CASES[name][1][0][0]) == type_.empty
    assert {key: values for key, values in type_.to_data("vraag", type_.empty).items() if any(values)} == {}


@pytest.mark.parametrize("name", ANSWERING)
def test_a_missing_answer_is_asked_for_by_name(name):
    errors, _answer = clean(ask(name, label="Welke kleur?"), {})
    assert len(errors) == 1
    assert "Welke kleur?" in errors[0]


@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize("nasty", NASTY)
def test_what_nobody_should_type_does_no_harm(name, nasty):
    parts = {
        f"vraag.{part}": nasty for part in ("day", "month", "year", "street", "number", "postal_code", "municipality")
    }
    errors, answer = clean(ask(name), {"vraag": nasty, **parts})
    assert errors or answer is not None
    assert all("Uw 100 % antwoord" in text or name == "date" for text in errors)
    json.dumps(answer).encode()
    assert "\\u0000" not in json.dumps(answer)
    assert "\\ud800" not in json.dumps(answer) or nasty != "\ud800"


@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize("wrong", [None, 5.5, {"a": [1]}, [None, {}], [[["x"]]], "x" * 9999, False, float("nan")])
def test_any_json_is_answered_and_never_crashes(name, wrong):
    from forms_app.filling.api_submissions import wrong_shapes

    definition = Definition("k", "T", (Step("stap", "Stap", questions=(ask(name),)),))
    if not wrong_shapes(definition, {"vraag": wrong}):
        result = validate(definition, {"vraag": wrong})
        assert result.errors or isinstance(result.answers["vraag"], int | float)


@pytest.mark.django_db  # of a place, to list the places
@pytest.mark.parametrize("name", list(CASES))
def test_its_block_makes_a_form_that_can_be_frozen(name):
    type_ = question_type(name)
    block = type_.get_form_block()
    value = block.normalize(block.get_default())
    json.dumps([type_.freeze_options(value), type_.freeze_texts(value)])
    assert type_.label
    assert type_.description
    assert isinstance(type_.get_formfield(ask(name)), forms.Field)


@pytest.mark.parametrize("name", list(CASES))
def test_no_page_lets_a_browser_cut_off_what_is_pasted(name):
    assert "maxlength" not in str(clean_form(ask(name))["vraag"])


@pytest.mark.django_db  # the example of a number asks for the city's letters
@pytest.mark.parametrize("form", [AskForm, SaveForm])
def test_no_public_form_lets_a_browser_cut_off_what_is_pasted(form):
    assert any(field.max_length for field in form.base_fields.values())
    assert "maxlength" not in str(form())


def test_no_template_lets_a_browser_cut_off_what_is_pasted():
    folder = Path(__file__).resolve().parents[2] / "templates"
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 100
    assert [page.name for page in pages if "maxlength=" in page.read_text()] == []


class StarsQuestion(QuestionType):
    """A foreign app's one class: how many stars out of five."""

    label = "Sterren"
    description = "Van 1 tot 5."
    kind = "number"
    field_class = forms.IntegerField
    empty = None

    def is_normal(self, answer):
        return isinstance(answer, int)

    def json_schema(self, question):
        return {"type": "integer"}


@pytest.fixture
def stars():
    register("test_stars")(StarsQuestion)
    yield
    streamforms._fields.pop("test_stars", None)


def test_another_apps_one_class_is_a_question_like_any_other(stars):
    assert clean(Question("vraag", "test_stars", "Hoeveel sterren?"), {"vraag": "4"}) == ([], 4)
    assert question_type("test_stars").display(ask("test_stars"), 4) == ["4"]


def test_a_name_that_is_taken_is_refused():
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="already registered"):
        register("text")(StarsQuestion)
    assert type(question_type("text")).__name__ == "TextQuestion"
