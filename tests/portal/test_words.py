"""Belgian ways of writing."""

import datetime

import pytest
from django.utils.formats import date_format

from ground.templatetags.look import clock, euro, filesize, hour, tel
from products.facts import duration_words, minutes_words, price_words

NBSP = "\N{NO-BREAK SPACE}"


def test_days_and_months_are_written_without_a_capital() -> None:
    assert date_format(datetime.date(2026, 11, 2), "l j F Y") == "maandag 2 november 2026"


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("03 778 30 00", "tel:+3237783000"),
        ("+32 3 778 30 00", "tel:+3237783000"),
        ("0032 3 778 30 00", "tel:+3237783000"),
        ("1700", "tel:1700"),
    ],
)
def test_a_phone_number_has_an_address_that_works_from_abroad(phone: str, address: str) -> None:
    assert tel(phone) == address


@pytest.mark.parametrize(
    ("cents", "words"),
    [(0, "€ 0"), (500, "€ 5"), (1250, "€ 12,50"), (5, "€ 0,05"), (123456700, "€ 1.234.567"), (-150, "-€ 1,50")],
)
def test_an_amount_in_cents_is_written_in_euro(cents: int, words: str) -> None:
    assert euro(cents) == words.replace("€ ", f"€{NBSP}")


def test_no_amount_is_no_words() -> None:
    assert euro(None) == ""


def test_hours_are_written_with_a_point_and_without_needless_zeros() -> None:
    assert hour(datetime.time(12, 15)) == "12.15 uur"
    assert hour(datetime.time(9)) == "9 uur"
    assert clock(datetime.time(8, 5)) == "8.05"
    assert hour(None) == ""


def test_a_moment_is_written_in_local_time() -> None:
    assert hour(datetime.datetime(2026, 11, 24, 11, 15, tzinfo=datetime.UTC)) == "12.15 uur"


def test_file_sizes_are_rounded_to_what_people_read() -> None:
    sizes = (10, 34_200, 1024 * 1024 - 1, 1_230_000, 10 * 1024 * 1024)
    assert [filesize(size) for size in sizes] == ["1 kB", "33 kB", "1 MB", "1,2 MB", "10 MB"]


@pytest.mark.parametrize(
    ("is_free", "amounts", "words"),
    [
        (True, [], "Gratis"),
        (False, [0], "Gratis"),
        (False, [500], "€ 5"),
        (False, [2000, 500], "€ 5 tot € 20"),
        (False, [0, 700], "Gratis tot € 7"),
        (False, [], ""),
    ],
)
def test_a_price_is_one_short_answer(is_free: bool, amounts: list[int], words: str) -> None:
    assert price_words(is_free, amounts) == words.replace("€ ", f"€{NBSP}")


def test_a_price_that_stands_in_a_text_is_pointed_at() -> None:
    assert price_words(False, [], has_text=True) == "Lees ‘Wat kost het?’"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "at_once", "Meteen"),
        (1, "working_days", "Binnen 1 werkdag"),
        (15, "working_days", "Binnen 15 werkdagen"),
        (2, "weeks", "Binnen 2 weken"),
        (None, "weeks", ""),
        (3, "", ""),
    ],
)
def test_a_processing_time_is_one_short_answer(value: int | None, unit: str, words: str) -> None:
    assert duration_words(value, unit) == words


def test_the_time_to_fill_in_is_approximate() -> None:
    assert minutes_words(10) == "Ongeveer 10 minuten"
    assert minutes_words(None) == ""
