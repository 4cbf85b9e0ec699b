"""Answers as people read them, and all steps validated together."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from forms_app.definition.logic import evaluate, kinds_of, walk
from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.holding import HeldById
from forms_app.filling.holding import shown as shown_of
from forms_app.filling.step_form import step_form
from forms_app.questions import kind_of, question_type


@dataclass(frozen=True, slots=True)
class Row:
    """One answered question for people: lines is empty when nothing was filled in; files holds what was sent with it.

    is_masked: lines show only a part of the answer.
    """

    question: Question
    lines: list[str]
    answer: Any
    files: list[Any] = field(default_factory=list)
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One step of answers for people."""

    step: Step
    rows: list[Row]


EVERYTHING = frozenset({"*"})
"""Names of all questions, for `in_full`."""


def sections(
    definition: Definition,
    answers: Mapping[str, Any],
    *,
    in_full: Set[str] = frozenset(),
    held: HeldById | None = None,
) -> list[Section]:
    """Return what was asked and answered, only what was visible.

    What its type masks (a national number) shows in part, but for the questions named in_full. held: what the answers hold, by
    id; where it is not given, a query for each hold with something in the answers.
    """
    visible = evaluate(definition, answers, kind_of)
    held = shown_of(definition, visible.answers) if held is None else held
    shown = set(visible.questions)
    result = []
    for slug in visible.steps:
        step = definition.step(slug)
        assert step is not None  # noqa: S101  # evaluate only names steps of this definition
        rows = [
            _row(question, answers.get(question.name), held, in_full=not in_full.isdisjoint({"*", question.name}))
            for question in step.questions
            if question.name in shown and question_type(question.type).has_answer
        ]
        if rows:
            result.append(Section(step, rows))
    return result


def _row(question: Question, answer: object, held: HeldById, *, in_full: bool) -> Row:
    type_ = question_type(question.type)
    own = [held[key] for key in type_.held_ids(answer) if key in held]
    if own:
        return Row(question, [each.line for each in own], answer, [each.item for each in own])
    lines = type_.display(question, answer)
    shown = lines if in_full else type_.masked(question, answer)
    return Row(question, shown, answer, is_masked=shown != lines)


@dataclass(frozen=True, slots=True)
class Validated:
    """All steps validated together: answers are the visible ones; errors maps question name to messages."""

    answers: dict[str, Any]
    errors: dict[str, list[str]]
    first_bad_step: str = ""


def validate(definition: Definition, answers: Mapping[str, Any], held: HeldById | None = None) -> Validated:
    """Validate answers in normal form (the API's, or a draft's) through the same fields as the wizard's.

    held: what these answers may hold, by id.
    """
    errors: dict[str, list[str]] = {}
    bad_steps: list[str] = []

    def enter(step: Step, known: dict[str, Any]) -> list[str]:
        form = step_form(step)(data=_data_of(step, answers), definition=definition, known=known, held=held)
        if not form.is_valid():
            bad_steps.append(step.slug)
            errors.update({name: [str(text) for text in texts] for name, texts in form.errors.items()})
        known.update(form.answers)
        return form.shown()

    visible = walk(definition, kinds_of(definition, kind_of), enter)
    return Validated(dict(visible.answers), errors, next(iter(bad_steps), ""))


def _data_of(step: Step, answers: Mapping[str, Any]) -> MultiValueDict[str, str]:
    """Return answers in normal form as a browser would post them."""
    data: MultiValueDict[str, str] = MultiValueDict()
    for question in step.questions:
        if question.name in answers:
            for key, values in question_type(question.type).to_data(question.name, answers[question.name]).items():
                data.setlist(key, values)
    return data
