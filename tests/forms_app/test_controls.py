"""How questions look: choices beside each other or close together, and which box of several is wrong."""

import re

import pytest

from forms_app.definition.structure import Question
from forms_app.questions.choice import MAX_BESIDE_LENGTH, MAX_CARDS, layout_of
from tests.factories import make_form, question, step
from tests.forms_app.asking import ask
from tests.forms_app.citizen import Citizen


def choices(*labels):
    keys = [f"k{number}" for number in range(len(labels))]
    return Question(
        "vraag",
        "radio",
        "Welke?",
        options={"choices": keys},
        texts={f"choices.{key}": label for key, label in zip(keys, labels, strict=True)},
    )


@pytest.mark.parametrize(
    ("labels", "layout"),
    [
        (["Ja", "Nee"], "row"),
        (["Ja", "Nee", "Misschien"], "row"),
        (["Ja", "Nee", "Nog niet", "Misschien"], ""),
        (["a" * MAX_BESIDE_LENGTH, "b"], "row"),
        (["a" * (MAX_BESIDE_LENGTH + 1), "b"], ""),
        ([f"Keuze {number}" for number in range(MAX_CARDS)], ""),
        ([f"Keuze {number}" for number in range(MAX_CARDS + 1)], "compact"),
        ([f"Keuze {number}" for number in range(50)], "compact"),
        ([], "row"),
    ],
)
def test_short_choices_stand_beside_each_other_and_long_lists_close_together(labels, layout):
    assert layout_of(choices(*labels)) == layout


def test_yes_and_no_stand_beside_each_other():
    assert layout_of(ask("yes_no")) == "row"


@pytest.fixture
def citizen(db):
    make_form(
        step(
            "Waar",
            question("date", "dag", "Wanneer?"),
            question("address", "plaats", "Waar?"),
            question("number", "lengte", "Hoe lang?", unit="meter"),
        )
    )
    return Citizen().start()


def wrong(citizen):
    boxes = re.findall(r"<(?:input|select)[^>]*name=\"([^\"]*)\"[^>]*aria-invalid", citizen.text)
    return [name for name in boxes if "." in name]


def test_only_the_box_that_is_wrong_is_marked(citizen):
    full = {"plaats__street": "Dries", "plaats__number": "1", "plaats__municipality": "Sinaai", "lengte": "3"}
    citizen.send(dag__day="31", dag__month="2", dag__year="2026", plaats__postal_code="91", **full)
    assert wrong(citizen) == ["dag.day", "plaats.postal_code"]
    citizen.send(dag__day="28", plaats__postal_code="9112", dag__year="")
    assert wrong(citizen) == ["dag.year"]


def test_of_an_answer_that_is_not_given_all_boxes_are_marked(citizen):
    citizen.send(lengte="3", plaats__street="Dries", plaats__number="1", plaats__postal_code="9112")
    assert wrong(citizen) == ["dag.day", "dag.month", "dag.year", "plaats.municipality"]


def test_what_a_number_counts_stands_behind_its_box_and_in_its_label(citizen):
    text = re.sub(r"\s+", " ", citizen.text)
    assert '<span class="sn-hidden">(in meter)</span>' in text
    assert '<span aria-hidden="true">meter</span>' in text


def test_the_summary_of_errors_counts_them(citizen):
    citizen.send(lengte="3", dag__day="1", dag__month="2", dag__year="2026")
    assert "Verbeter één antwoord. Daarna kunt u verder." in re.sub(r"\s+", " ", citizen.text)
    citizen.send(dag__day="31", plaats__street="Dries")
    assert f"Verbeter {len(citizen.errors)} antwoorden." in re.sub(r"\s+", " ", citizen.text)
