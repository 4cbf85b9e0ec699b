"""One step of a form as a Django form, and answers as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from forms_app.definition import Definition, Question, Step
from forms_app.logic import evaluate, satisfied
from forms_app.questions import kind_of, question_type


class StepForm(forms.Form):
    """The questions of one step. Conditions are judged while cleaning, question by question: a hidden question is not
    validated and has no answer; `hidden` names them, `answers` holds the others in normal form.
    """

    def __init__(self, *args: Any, definition: Definition, step: Step, known: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.step = step
        self.known = dict(known)
        self.kinds = {name: kind_of(question.type) for name, question in definition.questions.items()}
        self.hidden: set[str] = set()
        self.answers: dict[str, Any] = {}
        for question in step.questions:
            self.fields[question.name] = question_type(question.type).field(question)
        if not self.is_bound:
            self._judge_unbound()

    def _clean_fields(self) -> None:
        known = dict(self.known)
        for question in self.step.questions:
            name = question.name
            if not satisfied(question.show_if, known, self.kinds):
                self.hidden.add(name)
                continue
            type_ = question_type(question.type)
            if not type_.has_answer:
                continue
            bound = self[name]
            try:
                value = bound.field.clean(bound.data)
            except forms.ValidationError as error:
                self.add_error(name, error)
                continue
            self.cleaned_data[name] = value
            self.answers[name] = known[name] = type_.normal(value)

    def _judge_unbound(self) -> None:
        known = {**self.known}
        for question in self.step.questions:
            if not satisfied(question.show_if, known, self.kinds):
                self.hidden.add(question.name)
                known.pop(question.name, None)

    def shown(self) -> list[str]:
        """Return the names of the questions that show now, in order; judges what was typed where there is any."""
        if self.is_bound:
            self.full_clean()
        return [question.name for question in self.step.questions if question.name not in self.hidden]


@dataclass(frozen=True, slots=True)
class Row:
    """One answered question for people: lines is empty when nothing was filled in."""

    question: Question
    lines: list[str]
    answer: Any


@dataclass(frozen=True, slots=True)
class Section:
    """One step of answers for people."""

    step: Step
    rows: list[Row]


def sections(definition: Definition, answers: Mapping[str, Any]) -> list[Section]:
    """Return what was asked and answered, only what was visible, as the citizen saw it."""
    visible = evaluate(definition, answers, kind_of)
    shown = set(visible.questions)
    result = []
    for slug in visible.steps:
        step = definition.step(slug)
        assert step is not None  # noqa: S101  # evaluate only names steps of this definition
        rows = [
            Row(
                question,
                question_type(question.type).display(question, answers.get(question.name)),
                answers.get(question.name),
            )
            for question in step.questions
            if question.name in shown and question_type(question.type).has_answer
        ]
        if rows:
            result.append(Section(step, rows))
    return result


@dataclass(frozen=True, slots=True)
class Validated:
    """All steps validated together: answers are the visible ones; errors maps question name to messages."""

    answers: dict[str, Any]
    errors: dict[str, list[str]]
    first_bad_step: str = ""


def validate(definition: Definition, answers: Mapping[str, Any]) -> Validated:
    """Validate answers in normal form (the API's, or a draft's) through the same fields as the wizard's."""
    known: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    first_bad = ""
    kinds = {name: kind_of(question.type) for name, question in definition.questions.items()}
    for step in definition.steps:
        if not satisfied(step.show_if, known, kinds):
            continue
        data: MultiValueDict[str, str] = MultiValueDict()
        for question in step.questions:
            if question.name in answers:
                for key, values in question_type(question.type).to_data(question.name, answers[question.name]).items():
                    data.setlist(key, values)
        form = StepForm(data=data, definition=definition, step=step, known=known)
        if not form.is_valid():
            first_bad = first_bad or step.slug
            errors.update({name: [str(text) for text in texts] for name, texts in form.errors.items()})
        known.update(form.answers)
    return Validated(known, errors, first_bad)
