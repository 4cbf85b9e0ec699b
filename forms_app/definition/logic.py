"""Which steps and questions a citizen sees: one walk, used by wizard, API, preview and case view.

The rule of hidden answers: a hidden question counts as unanswered for every later condition, is not validated and is not
submitted; the draft keeps what was typed, so that it is there when the question shows again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forms_app.definition.structure import Definition, Question, Step
from ground.conditions.model import satisfied

Answers = Mapping[str, Any]
KindOf = Callable[[str], str]
Answer = Callable[[Question], Any]
"""Returns the answer to a question in normal form, or UNANSWERED; asked of a question that shows, and once."""
UNANSWERED = object()


@dataclass(frozen=True, slots=True)
class Visible:
    """What shows: slugs of steps and names of questions, both in order; answers holds only visible ones."""

    steps: tuple[str, ...]
    questions: tuple[str, ...]
    answers: Answers


def evaluate(definition: Definition, answers: Answers, kind_of: KindOf) -> Visible:
    """Return what shows, given answers in normal form by name. kind_of maps a question's type to its kind."""
    kinds = kinds_of(definition, kind_of)
    return walk(definition, kinds, lambda step, known: walk_step(step, kinds, known, given(answers)))


def walk(
    definition: Definition, kinds: Mapping[str, str], enter: Callable[[Step, dict[str, Any]], list[str]]
) -> Visible:
    """Return what shows. enter, called for each step whose rule holds, returns what shows on it and adds what it answers.

    A step without a visible question does not show. Conditions only look back, so one pass is enough.
    """
    steps: list[str] = []
    questions: list[str] = []
    known: dict[str, Any] = {}
    for step in definition.steps:
        if satisfied(step.show_if, known, kinds) and (shown := enter(step, known)):
            steps.append(step.slug)
            questions.extend(shown)
    return Visible(tuple(steps), tuple(questions), known)


def walk_step(step: Step, kinds: Mapping[str, str], known: dict[str, Any], answer: Answer) -> list[str]:
    """Return the names that show on a step that shows; adds their answers to `known`."""
    shown = []
    for question in step.questions:
        if satisfied(question.show_if, known, kinds):
            shown.append(question.name)
            if (value := answer(question)) is not UNANSWERED:
                known[question.name] = value
    return shown


def given(answers: Answers) -> Answer:
    """Return how a walk reads answers that are there already."""
    return lambda question: answers.get(question.name, UNANSWERED)


def kinds_of(definition: Definition, kind_of: KindOf) -> dict[str, str]:
    """Return the kind of each question by name: what a condition may ask of it."""
    return {name: kind_of(question.type) for name, question in definition.questions.items()}
