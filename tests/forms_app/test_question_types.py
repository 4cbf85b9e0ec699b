"""One contract, run over every registered type of question, and what each type makes of what people type."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from wagtailstreamforms import fields as streamforms

from cases.tracking import AskForm
from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.answers import validate
from forms_app.filling.saving import SaveForm
from forms_app.filling.step_form import step_form
from forms_app.questions import QuestionType, question_type, question_types, register
from forms_app.questions.number import parse_number
from forms_app.seams import Held

CHOICES = {"options": {"choices": ["a", "b"]}, "texts": {"choices.a": "Appel", "choices.b": "Peer"}}
ABROAD = {
    "street": "rue de la Paix",
    "number": "12",
    "box": "",
    "postal_code": "75002",
    "municipality": "Paris",
    "country": "fr",
}
FILE_ID = "0d1c2b3a-1111-4222-8333-444455556666"

# type -> (options and texts, answers in normal form, each with the lines that people see)
CASES = {
    "text": ({}, [("Jonas", ["Jonas"]), ("O'Neill & <b>", ["O'Neill & <b>"]), ("100 % zeker", ["100 % zeker"])]),
    "long_text": ({}, [("een\ntwee", ["een", "twee"])]),
    "number": (
        {"options": {"minimum": 1, "maximum": 5000, "decimals": 2}, "texts": {"unit": "meter"}},
        [(3, ["3 meter"]), (1250.5, ["1250,5 meter"])],
    ),
    "date": (
        {"options": {"period": "any"}},
        [("2024-02-29", ["29 februari 2024"]), ("1931-08-01", ["1 augustus 1931"])],
    ),
    "email": ({}, [("jonas@voorbeeld.be", ["jonas@voorbeeld.be"])]),
    "phone": ({}, [("+3237783000", ["03 778 30 00"]), ("+31205551234", ["+31 20 555 1234"])]),
    "address": (
        {},
        [
            (
                {
                    "street": "Grote Markt",
                    "number": "1",
                    "box": "",
                    "postal_code": "9100",
                    "municipality": "Sint-Niklaas",
                    "country": "BE",
                },
                ["Grote Markt 1", "9100 Sint-Niklaas"],
            ),
            (
                {
                    "street": "Dries",
                    "number": "12A",
                    "box": "3",
                    "postal_code": "9112",
                    "municipality": "Sinaai",
                    "country": "BE",
                },
                ["Dries 12A bus 3", "9112 Sinaai"],
            ),
            (
                {
                    "street": "Damrak",
                    "number": "1",
                    "box": "",
                    "postal_code": "1012 LG",
                    "municipality": "Amsterdam",
                    "country": "NL",
                },
                ["Damrak 1", "1012 LG Amsterdam", "Nederland"],
            ),
            (
                {
                    "street": "Rose Cottage",
                    "number": "",
                    "box": "",
                    "postal_code": "",
                    "municipality": "Nassau",
                    "country": "BS",
                },
                ["Rose Cottage", "Nassau", "Bahama's"],
            ),
        ],
    ),
    "national_number": ({}, [("93051822361", ["93.05.18-223.61"]), ("00012556777", ["00.01.25-567.77"])]),
    "iban": ({}, [("BE68539007547034", ["BE68 5390 0754 7034"]), ("NL91ABNA0417164300", ["NL91 ABNA 0417 1643 00"])]),
    "yes_no": (
        {"options": {"choices": ["yes", "no"]}, "texts": {"choices.yes": "Ja", "choices.no": "Nee"}},
        [("yes", ["Ja"]), ("no", ["Nee"])],
    ),
    "radio": (CHOICES, [("a", ["Appel"])]),
    "place": (CHOICES, [("a", ["Appel"])]),
    "select": (CHOICES, [("b", ["Peer"])]),
    "checkboxes": (CHOICES, [(["a", "b"], ["Appel", "Peer"]), (["b"], ["Peer"])]),
    "file": ({"options": {"most": 2}}, [([FILE_ID], ["1 bestand"])]),
    "content": ({"texts": {"body": "<p>Lees dit.</p>"}}, []),
    "declaration": ({}, [(True, ["Akkoord"])]),
}
ANSWERING = [name for name in CASES if CASES[name][1]]
NASTY = [
    "\x00",
    "'; DROP TABLE forms_app_draft;--",
    "<script>alert(1)</script>",
    "%s %(x)s {{ 7*7 }}",
    "\ud800",
    "🤷🏽" * 3000,
]


def ask(type_name, required=True, label="Uw 100 % antwoord", **more):
    return Question("vraag", type_name, label, required=required, **{**CASES.get(type_name, ({},))[0], **more})


def clean(question, data):
    """Return (errors, normal form) of what a browser posts."""
    step = Step("stap", "Stap", questions=(question,))
    held = {FILE_ID: Held("file", FILE_ID, "", "a.pdf")}
    posted = MultiValueDict({key: values if isinstance(values, list) else [values] for key, values in data.items()})
    form = step_form(step)(data=posted, definition=Definition("k", "T", (step,)), known={}, held=held)
    return [str(text) for text in form.errors.get("vraag", [])], form.answers.get("vraag")


def clean_form(question):
    step = Step("stap", "Stap", questions=(question,))
    return step_form(step)(definition=Definition("k", "T", (step,)), known={})


def typed(type_name, text, **options):
    question = ask(type_name, **({"options": {**CASES[type_name][0].get("options", {}), **options}} if options else {}))
    return clean(question, {"vraag": text})


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


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("3", 3),
        ("3,5", 3.5),
        ("1.250", 1250),
        ("1 250", 1250),
        ("1\N{NO-BREAK SPACE}250", 1250),
        ("1 250,50", 1250.5),
        ("1.234,56", 1234.56),
        ("2.5", 2.5),
        ("12.50", 12.5),
        ("\u200b 7 ", 7),
        ("4000,00", 4000),
    ],
)
def test_a_number_is_read_as_belgians_write_it(text, answer):
    assert typed("number", text) == ([], answer)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.500", "0.5"),
        ("0.001", "0.001"),
        ("-0.250", "-0.25"),
        ("2.000.000", "2000000"),
        ("1'250", "1250"),
        ("- 5", "-5"),
    ],
)
def test_a_dot_after_a_leading_zero_parts_no_thousands(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "decimals", "one", "other"),
    [
        ("1.234", 3, "1234", "1,234"),
        ("12 50", 2, "1250", "12,50"),
        ("1,000", 0, "1000", "1,000"),
        ("12,000", 2, "12000", "12,000"),
        ("1 2", 1, "12", "1,2"),
        ("01.250", 0, "1250", "01,250"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_asked_again_with_both(text, decimals, one, other):
    errors, answer = clean(ask("number", options={"decimals": decimals}), {"vraag": text})
    assert answer is None
    assert f"Bedoelt u bij ‘Uw 100 % antwoord’ {one} of {other}?" in errors[0]


@pytest.mark.parametrize("text", ["1.234,56", "1 234", "1.234.567", "0.500", "12.50", "1,234"])
def test_a_number_that_can_be_read_in_one_way_only_is_taken(text):
    assert clean(ask("number", options={"decimals": 3}), {"vraag": text})[0] == []


@pytest.mark.parametrize("text", ["12 5", "1,234.56", "1.250 500", "0.500.000", "1 234 5", "5 of 6"])
def test_no_sign_is_taken_out_of_a_number_to_make_it_one(text):
    errors, answer = clean(ask("number", options={"decimals": 0}), {"vraag": text})
    assert answer is None
    assert f"We lezen ‘{text}’ niet als getal" in errors[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("veel", "een getal in cijfers"),
        ("1e3", "een getal in cijfers"),
        ("0", "1 of meer"),
        ("5001", "5000 of minder"),
        ("1,234", "2 cijfers na de komma"),
        ("9" * 40, "een getal in cijfers"),
        ("NaN", "een getal in cijfers"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(text, why):
    errors, _answer = typed("number", text)
    assert why in errors[0]


def test_a_whole_number_has_no_decimals():
    assert "een geheel getal" in clean(ask("number", options={"decimals": 0}), {"vraag": "1,5"})[0][0]


def date(day="", month="", year="", **options):
    return clean(ask("date", options=options), {"vraag.day": day, "vraag.month": month, "vraag.year": year})


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (("", "11", "2026"), "ook de dag in"),
        (("3", "", ""), "ook de maand en het jaar in"),
        (("29", "2", "2025"), "29 februari 2025 bestaat niet"),
        (("31", "4", "2026"), "31 april 2026 bestaat niet"),
        (("1", "13", "2026"), "De maand"),
        (("0", "1", "2026"), "De dag"),
        (("1", "1", "26"), "4 cijfers"),
        (("een", "1", "2026"), "met cijfers"),
        (("²", "1", "2026"), "met cijfers"),
    ],
)
def test_what_is_wrong_with_a_date_is_said_of_its_part(parts, why):
    errors, answer = date(*parts)
    assert answer is None
    assert why in errors[0]
    assert "Uw 100 % antwoord" in errors[0]


def test_a_date_takes_a_leap_day_and_a_month_in_words():
    assert date("29", "2", "2024") == ([], "2024-02-29")
    assert date("1", "maart", "2026") == ([], "2026-03-01")
    assert date(" 5\u200b", "08", "1931") == ([], "1931-08-05")
    for word, month in (("sept", "09"), ("MRT", "03"), ("nov.", "11"), ("mei", "05")):
        assert date("1", word, "2026") == ([], f"2026-{month}-01")


@pytest.mark.parametrize("word", ["maandag", "decembrr", "junior", "ju", "okto ber", "aprilgrap"])
def test_a_word_that_only_begins_like_a_month_is_none(word):
    errors, answer = date("1", word, "2026")
    assert answer is None
    assert "De maand" in errors[0] or "Vul de maand" in errors[0]


def test_a_date_has_limits():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    parts = [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]
    assert "tot en met" in date(*parts, period="past")[0][0]
    assert date(*parts, period="future")[0] == []
    assert "vanaf 1 januari 2026" in date("31", "12", "2025", earliest="2026-01-01")[0][0]
    assert "tot en met 1 januari 2026" in date("2", "1", "2026", latest="2026-01-01")[0][0]


@pytest.mark.parametrize(
    "text", ["03 778 30 00", "+32 (0)3 778 30 00", "0032 3 778 30 00", "\u200b03\u200b/778.30.00", "037783000"]
)
def test_a_phone_number_is_taken_however_it_is_written(text):
    assert typed("phone", text) == ([], "+3237783000")


@pytest.mark.parametrize(
    "text",
    [
        "112",
        "03 778 30",
        "bel mij",
        "+999 123",
        "03 778 30 00 toestel 5 of 6",
        "0470 12 34 56 / 0471 12 34 56",
        "na 18 u 0470 12 34 56",
        "0800 12 STA",
        "06 12345678",
    ],
)
def test_what_nobody_can_call_is_no_phone_number(text):
    assert "zoals 03 778 30 00" in typed("phone", text)[0][0]


@pytest.mark.parametrize("text", ["93.05.18-223.61", "93051822361", "93 05 18 223 61", "930518-223.61"])
def test_a_national_number_is_taken_with_dots_and_dashes(text):
    assert typed("national_number", text) == ([], "93051822361")


def test_what_is_wrong_with_a_national_number_is_said():
    assert "de 11 cijfers" in typed("national_number", "930518")[0][0]
    assert "klopt niet" in typed("national_number", "93051822362")[0][0]
    assert "klopt niet" in typed("national_number", "93.13.40-223.61")[0][0]


def test_an_account_number_is_checked():
    assert typed("iban", "be68 5390 0754 7034") == ([], "BE68539007547034")
    assert "klopt niet" in typed("iban", "BE68539007547035")[0][0]
    assert "te kort of te lang" in typed("iban", "BE6853900754703")[0][0]
    assert "Begin het rekeningnummer" in typed("iban", "539007547034")[0][0]


def test_an_address_names_each_part_that_is_wrong():
    errors, _answer = clean(ask("address"), {"vraag.street": "Dries", "vraag.postal_code": "91122"})
    assert [text.split(" bij")[0] for text in errors] == [
        "Vul het huisnummer in",
        "Vul",
        "Vul de gemeente in",
    ]


def test_an_address_abroad_has_no_belgian_rules():
    posted = {f"vraag.{part}": text for part, text in ABROAD.items()}
    assert clean(ask("address"), posted) == ([], {**ABROAD, "country": "FR"})
    assert "Kies het land" in clean(ask("address"), {**posted, "vraag.country": "BE"})[0][0]
    assert "een land uit de lijst" in clean(ask("address"), {**posted, "vraag.country": "ZZ"})[0][0]


def test_an_address_without_a_country_is_belgian_as_it_was_before_it_was_asked():
    old = {"street": "Dries", "number": "1", "box": "", "postal_code": "B-9112", "municipality": "Sinaai"}
    new = {**old, "postal_code": "9112", "country": "BE"}
    assert clean(ask("address"), {f"vraag.{part}": text for part, text in old.items()}) == ([], new)
    assert question_type("address").display(ask("address"), {**old, "postal_code": "9112"}) == [
        "Dries 1",
        "9112 Sinaai",
    ]
    assert clean(ask("address"), question_type("address").to_data("vraag", old)) == ([], new)


def test_a_country_alone_is_an_address_only_when_it_was_chosen():
    optional = ask("address", required=False)
    assert clean(optional, {"vraag.country": "BE"}) == ([], None)
    errors, _answer = clean(optional, {"vraag.country": "NL"})
    assert ["Vul de straat in" in errors[0], "Vul de gemeente in" in errors[1]] == [True, True]


def test_spaces_around_an_email_address_go_and_a_space_inside_is_asked_about():
    assert typed("email", " jonas@voorbeeld.be\u200b ") == ([], "jonas@voorbeeld.be")
    assert "zoals naam@voorbeeld.be" in typed("email", "jonas@")[0][0]
    for text in (
        "jan peeters@example.be",
        "jan@example.be of gsm",
        "jan@ example.be",
        "jan@example.be\N{NO-BREAK SPACE}x",
    ):
        errors, answer = typed("email", text)
        assert answer is None
        assert f"In ‘{text}’ staat een spatie" in errors[0]


def test_an_email_address_has_a_longest_length():
    right = "a" * 60 + "@" + ".".join(["b" * 60] * 3) + ".voorbee.be"
    assert len(right) == 254
    assert typed("email", right) == ([], right)
    assert "hoogstens 254 tekens" in typed("email", "a" + right)[0][0]


def test_a_declaration_cannot_be_made_optional():
    assert clean(ask("declaration", required=False), {})[0] != []


def test_a_text_that_is_too_long_is_said_to_be():
    assert "hoogstens 200 tekens" in typed("text", "x" * 201)[0][0]
    assert "hoogstens 4000 tekens" in typed("long_text", "x" * 4001)[0][0]
    assert typed("long_text", "x\r\n" * 1999 + "x")[0] == []


@pytest.mark.parametrize("name", list(CASES))
def test_no_page_lets_a_browser_cut_off_what_is_pasted(name):
    assert "maxlength" not in str(clean_form(ask(name))["vraag"])


@pytest.mark.parametrize("form", [AskForm, SaveForm])
def test_no_public_form_lets_a_browser_cut_off_what_is_pasted(form):
    assert any(field.max_length for field in form.base_fields.values())
    assert "maxlength" not in str(form())


def test_no_template_lets_a_browser_cut_off_what_is_pasted():
    folder = Path(__file__).resolve().parents[2] / "templates"
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 100
    assert [page.name for page in pages if "maxlength=" in page.read_text()] == []


def test_a_list_of_choices_takes_only_its_own():
    for name in ("radio", "select", "yes_no"):
        assert "een van de antwoorden uit de lijst" in typed(name, "c")[0][0]
    assert "een van de antwoorden uit de lijst" in typed("checkboxes", "c")[0][0]


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
