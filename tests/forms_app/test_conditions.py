"""What a condition says, operator by operator, and rules of several. Pure."""

from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from forms_app.definition.logic import evaluate
from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.answers import sections, validate
from forms_app.filling.step_form import step_form
from forms_app.questions import kind_of
from ground.conditions.model import Condition, Rule, satisfied
from ground.conditions.operators import NO_VALUE, OPERATORS, holds
from tests.architecture.house import modules

# (kind, operator, value) -> answers for which it holds, answers for which it does not
TABLE: dict[tuple[str, str, str], tuple[list[Any], list[Any]]] = {
    ("text", "eq", "Gent"): (["Gent", " gent "], ["Gen", "", None]),
    ("text", "ne", "Gent"): (["Aalst", "", None], ["Gent", "GENT"]),
    ("text", "filled", ""): (["x"], ["", None]),
    ("text", "empty", ""): (["", None], ["x"]),
    ("choice", "eq", "huur"): (["huur"], ["koop", "Huur", "", None]),
    ("choice", "ne", "huur"): (["koop", "", None], ["huur"]),
    ("choice", "filled", ""): (["huur"], ["", None]),
    ("choice", "empty", ""): (["", None], ["huur"]),
    ("choices", "has", "hond"): ([["hond"], ["kat", "hond"]], [["kat"], ["hondje"], [], None]),
    ("choices", "has_not", "hond"): ([["kat"], [], None], [["hond"], ["kat", "hond"]]),
    ("choices", "filled", ""): ([["kat"]], [[], None]),
    ("choices", "empty", ""): ([[], None], [["kat"]]),
    ("number", "eq", "2,5"): ([2.5], [2, 0, None]),
    ("number", "ne", "2"): ([3, 0, None], [2, 2.0]),
    ("number", "lt", "2"): ([1, 1.99, 0, -3], [2, 3, None]),
    ("number", "gt", "2"): ([3, 10, 2.01], [2, 1, 0, None]),
    ("number", "filled", ""): ([0, 1], [None]),
    ("number", "empty", ""): ([None], [0, 1]),
    ("date", "eq", "2026-11-24"): (["2026-11-24"], ["2026-11-25", None]),
    ("date", "lt", "2026-11-24"): (["2026-11-23", "1999-12-31"], ["2026-11-24", "2027-01-01", None]),
    ("date", "gt", "2026-11-24"): (["2026-11-25", "2030-01-01"], ["2026-11-24", "2026-02-28", None]),
    ("date", "filled", ""): (["2026-11-24"], ["", None]),
    ("date", "empty", ""): (["", None], ["2026-11-24"]),
    ("file", "filled", ""): ([["id"]], [[], None]),
    ("file", "empty", ""): ([[], None], [["id"]]),
}


@pytest.mark.parametrize(("case", "answers"), TABLE.items(), ids=lambda item: str(item)[:40])
def test_an_operator_holds_for_exactly_these_answers(case: Any, answers: Any) -> None:
    kind, operator, value = case
    assert [answer for answer in answers[0] if not holds(kind, answer, operator, value)] == []
    assert [answer for answer in answers[1] if holds(kind, answer, operator, value)] == []


def test_every_operator_that_an_editor_can_choose_is_in_the_table() -> None:
    assert {(kind, code) for kind, words in OPERATORS.items() for code, _words in words} == {key[:2] for key in TABLE}
    assert {key[1] for key in TABLE if key[2] == ""} == NO_VALUE


@pytest.mark.parametrize("operator", ["eq", "lt", "gt"])
def test_a_value_that_does_not_fit_never_holds(operator: str) -> None:
    assert not holds("number", 3, operator, "drie")
    assert not holds("date", 3, operator, "2026-11-24")
    assert not holds("text", "x", "bestaat niet", "x")


@pytest.mark.parametrize(
    ("match", "a", "b", "shows"),
    [("all", 1, 1, True), ("all", 1, 0, False), ("any", 1, 0, True), ("any", 0, 1, True), ("any", 0, 0, False)],
)
def test_a_rule_of_two_conditions(match: Any, a: int, b: int, shows: bool) -> None:
    rule = Rule(match, (Condition("a", "eq", "1"), Condition("b", "eq", "1")))
    assert satisfied(rule, {"a": a, "b": b}, {"a": "number", "b": "number"}) is shows


def test_what_hides_in_a_chain_counts_as_unanswered_all_the_way_down() -> None:
    def ask(name: str, *rows: Condition) -> Question:
        return Question(name, "text", name, show_if=Rule("all", rows) if rows else None)

    definition = Definition(
        "k",
        "K",
        (
            Step("een", "Een", questions=(ask("a"), ask("b", Condition("a", "eq", "ja")))),
            Step("twee", "Twee", questions=(ask("c"),), show_if=Rule("all", (Condition("b", "eq", "ja"),))),
            Step("drie", "Drie", questions=(ask("d", Condition("c", "filled")), ask("e", Condition("c", "empty")))),
        ),
    )
    answers = dict.fromkeys("abcde", "ja")

    def names(kind: str) -> str:
        return "text"

    assert evaluate(definition, answers, names).questions == ("a", "b", "c", "d")
    hidden = evaluate(definition, {**answers, "a": "nee"}, names)
    assert (hidden.steps, hidden.questions) == (("een", "drie"), ("a", "e"))
    assert hidden.answers == {"a": "nee", "e": "ja"}


def test_what_shows_is_decided_in_one_place() -> None:
    """Form, check of a whole submission, preview and case view ask the walk; none reads a rule by itself."""
    askers = [module for module, file in modules().items() if "conditions.model import" in file.read_text()]
    readers = [module for module in askers if "satisfied(" in modules()[module].read_text()]
    assert [module for module in readers if module.startswith("forms_app")] == ["forms_app.definition.logic"]


@pytest.mark.parametrize("huis", ["ja", "nee", None])
def test_a_steps_form_the_check_of_all_and_the_case_view_show_the_same(huis: str | None) -> None:
    def ask(name: str, *rows: Condition) -> Question:
        return Question(name, "text", name, required=False, show_if=Rule("all", rows) if rows else None)

    first = Step("een", "Een", questions=(ask("huis"), ask("tuin", Condition("huis", "eq", "ja"))))
    second = Step("twee", "Twee", questions=(ask("gras"),), show_if=Rule("all", (Condition("tuin", "filled"),)))
    definition = Definition("k", "K", (first, second))
    answers = {"huis": huis, "tuin": "groot", "gras": "groen"} if huis else {}
    visible = evaluate(definition, answers, kind_of)
    typed = {name: [answer] for name, answer in answers.items()}
    form = step_form(first)(data=MultiValueDict(typed), definition=definition, known={})
    assert form.shown() == [name for name in visible.questions if name != "gras"]
    assert set(validate(definition, answers).answers) == set(visible.questions)
    shown = [row.question.name for section in sections(definition, answers) for row in section.rows]
    assert shown == list(visible.questions)
