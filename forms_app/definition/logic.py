"""Which steps and questions a citizen sees. One pure function, used by the wizard, the API, the preview and the checks.

The rule of hidden answers (ARCHITECTURE.md): a hidden question counts as unanswered for every later condition, is not
validated and is not submitted; the draft keeps what was typed, so that it is there when the question shows again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forms_app.definition.structure import Definition, Step
from ground.conditions.model import satisfied

Answers = Mapping[str, Any]
KindOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Visible:
    """What shows: slugs of steps and names of questions, both in order; answers holds only visible ones."""

    steps: tuple[str, ...]
    questions: tuple[str, ...]
    answers: Answers


def evaluate(definition: Definition, answers: Answers, kind_of: KindOf) -> Visible:
    """Return what shows, given answers in normal form by name. kind_of maps a question's type to its kind.

    A step without a visible question does not show. Conditions only look back, so one pass is enough.
    """
    steps: list[str] = []
    questions: list[str] = []
    known: dict[str, Any] = {}
    kinds = {name: kind_of(question.type) for name, question in definition.questions.items()}
    for step in definition.steps:
        if not satisfied(step.show_if, known, kinds):
            continue
        shown = visible_in_step(step, known, answers, kinds)
        if shown:
            steps.append(step.slug)
            questions.extend(shown)
    return Visible(tuple(steps), tuple(questions), known)


def visible_in_step(step: Step, known: dict[str, Any], answers: Answers, kinds: Mapping[str, str]) -> list[str]:
    """Return the names that show on a step that shows; adds their answers to `known`."""
    shown = []
    for question in step.questions:
        if satisfied(question.show_if, known, kinds):
            shown.append(question.name)
            if question.name in answers:
                known[question.name] = answers[question.name]
    return shown
