"""What each type of question makes of what people type: numbers, dates, telephones, addresses."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from forms_app.questions import question_type
from forms_app.questions.number import parse_number
from tests.forms_app.asking import ABROAD, ask, clean, typed


def date(day="", month="", year="", **options):
    return clean(ask("date", options=options), {"vraag.day": day, "vraag.month": month, "vraag.year": year})


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
    ("text", "decimals", "first", "second"),
    [
        ("1.234", 3, "1234", "1,234"),
        ("12 50", 2, "1250", "12,50"),
        ("1,000", 0, "1000", "1,000"),
        ("12,000", 2, "12000", "12,000"),
        ("1 2", 1, "12", "1,2"),
        ("01.250", 0, "1250", "01,250"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_asked_again_with_both(text, decimals, first, second):
    errors, answer = clean(ask("number", options={"decimals": decimals}), {"vraag": text})
    assert answer is None
    assert f"Bedoelt u bij ‘Uw 100 % antwoord’ {first} of {second}?" in errors[0]


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


def test_a_list_of_choices_takes_only_its_own():
    for name in ("radio", "select", "yes_no"):
        assert "een van de antwoorden uit de lijst" in typed(name, "c")[0][0]
    assert "een van de antwoorden uit de lijst" in typed("checkboxes", "c")[0][0]
