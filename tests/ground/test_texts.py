"""Texts with places in them for what differs."""

import pytest

from ground.texts import fill, placeholders, problems


def test_names_come_once_and_in_their_order():
    assert placeholders("{titel}: {nummer}, nog eens { titel }") == ["titel", "nummer"]


def test_a_filled_text_holds_its_values_and_braces_that_were_doubled():
    assert fill("Dag {naam}, {{dit}} is {nummer}", {"naam": "Jo", "nummer": "X-1"}) == "Dag Jo, {dit} is X-1"


def test_a_value_with_braces_is_not_read_again():
    assert fill("{naam}", {"naam": "{nummer}", "nummer": "geheim"}) == "{nummer}"


@pytest.mark.parametrize("name", ["naam.__class__", "naam!r", "naam:>10", "0", ""])
def test_nothing_but_a_declared_name_reaches_a_value(name):
    text = "{" + name + "}"
    assert fill(text, {"naam": "Jo"}) == text
    assert problems(text, ["naam"])


def test_a_text_in_order_has_no_problems():
    assert problems("Uw nummer is {nummer} ({{niet}} {titel})", ["nummer", "titel"]) == []


def test_a_misspelt_name_is_told_with_the_one_that_was_meant():
    assert problems("{numer}", ["nummer", "titel"]) == ["{numer} bestaat niet. Bedoelt u {nummer}?"]


def test_a_name_like_no_other_is_told_with_all_there_are():
    assert problems("{prijs}", ["nummer", "titel"]) == ["{prijs} bestaat niet. U kunt kiezen uit: {nummer}, {titel}."]


def test_a_text_without_places_refuses_any():
    assert "Haal het weg" in problems("{nummer}", [])[0]


@pytest.mark.parametrize("text", ["Een { alleen", "Een } alleen", "{nummer"])
def test_a_lone_brace_is_told_with_the_remedy(text):
    (problem,) = problems(text, ["nummer"])
    assert "losse" in problem
    assert "{{" in problem or "}}" in problem
