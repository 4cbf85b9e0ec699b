"""One step of a form as a Django form, and answers as people read them."""

import uuid
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from forms_app.definition.logic import evaluate
from forms_app.definition.structure import Definition, Question, Step
from forms_app.questions import kind_of, question_type
from forms_app.questions.file import FileIdsField, file_line
from forms_app.questions.parts import PartError
from ground.conditions.model import satisfied
from records.models import StoredFile

Files = Mapping[str, StoredFile]
"""Stored files by id, as text."""


class StepForm(forms.Form):
    """The questions of one step. Conditions are judged while cleaning, question by question: a hidden question is not
    validated and has no answer; `hidden` names them, `answers` holds the others in normal form.
    """

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        step: Step,
        known: Mapping[str, Any],
        kept: Files | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.step = step
        self.known = dict(known)
        self.kinds = {name: kind_of(question.type) for name, question in definition.questions.items()}
        self.hidden: set[str] = set()
        self.answers: dict[str, Any] = {}
        self.parts_wrong: dict[str, list[int | None]] = {}
        for question in step.questions:
            self.fields[question.name] = question_type(question.type).field(question)
        self.give_files(kept or {})
        if not self.is_bound:
            self._judge_unbound()

    def give_files(self, kept: Files) -> None:
        """Tell each question for files which were kept for it."""
        for name, item in self.fields.items():
            if isinstance(item, FileIdsField):
                item.kept = {key: stored for key, stored in kept.items() if stored.slot in ("", name)}

    def _clean_fields(self) -> None:
        known = dict(self.known)
        self.hidden, self.answers, self.parts_wrong = set(), {}, {}
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
                self.add_error(name, self._spoken(name, error))
                continue
            self.cleaned_data[name] = value
            self.answers[name] = known[name] = type_.normal(value)

    def _spoken(self, name: str, error: forms.ValidationError) -> forms.ValidationError:
        """Note which part is wrong; a message of ours is a whole sentence, in which a % is a %."""
        own = set(map(str, self.fields[name].error_messages.values()))
        for item in error.error_list:
            if str(item.message) in own:
                item.params = None
        self.parts_wrong[name] = [item.part if isinstance(item, PartError) else None for item in error.error_list]
        return error

    def _judge_unbound(self) -> None:
        known = {**self.known}
        for question in self.step.questions:
            if not satisfied(question.show_if, known, self.kinds):
                self.hidden.add(question.name)
                known.pop(question.name, None)

    def shown(self) -> list[str]:
        """Return the names of the questions that show now, in order; judges what was typed where there is any."""
        if self.is_bound:
            _ = self.errors
        return [question.name for question in self.step.questions if question.name not in self.hidden]

    def drop_errors(self, names: Iterable[str] | None = None) -> None:
        """Forget the errors of some questions, or of all: of those that the citizen has not seen or not sent yet."""
        for name in list(self.errors) if names is None else names:
            self.errors.pop(name, None)

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Return (id of the first wrong control, message) of each error, in the order of the page, for the summary."""
        errors = []
        for bound in self:
            parts = self.parts_wrong.get(bound.name, [])
            for number, message in enumerate(bound.errors):
                part = parts[number] if number < len(parts) else None
                errors.append((_control_id(bound, part), str(message)))
        return errors

    @cached_property
    def file_names(self) -> list[str]:
        """The names of this step's questions for files."""
        return [name for name, item in self.fields.items() if isinstance(item, FileIdsField)]


def _control_id(bound: forms.BoundField, part: int | None) -> str:
    """Return the id of a wrong control: of a group without a wrong part its first control."""
    if part is not None:
        return f"{bound.auto_id}_{part}"
    if isinstance(bound.field, FileIdsField) and bound.field.is_full:
        return bound.auto_id  # no box for more: its fieldset, where files can be taken away
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


@dataclass(frozen=True, slots=True)
class Row:
    """One answered question for people: lines is empty when nothing was filled in; files holds what was sent with it.

    is_masked: lines show only a part of the answer.
    """

    question: Question
    lines: list[str]
    answer: Any
    files: list[StoredFile] = field(default_factory=list)
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One step of answers for people."""

    step: Step
    rows: list[Row]


EVERYTHING = frozenset({"*"})
"""Names of all questions, for `in_full`."""


def sections(definition: Definition, answers: Mapping[str, Any], *, in_full: Set[str] = frozenset()) -> list[Section]:
    """Return what was asked and answered, only what was visible. One query when there are files.

    What its type masks (a national number) shows in part, but for the questions named in_full.
    """
    visible = evaluate(definition, answers, kind_of)
    kept = stored_files(definition, visible.answers)
    shown = set(visible.questions)
    result = []
    for slug in visible.steps:
        step = definition.step(slug)
        assert step is not None  # noqa: S101  # evaluate only names steps of this definition
        rows = [
            _row(question, answers.get(question.name), kept, in_full=not in_full.isdisjoint({"*", question.name}))
            for question in step.questions
            if question.name in shown and question_type(question.type).has_answer
        ]
        if rows:
            result.append(Section(step, rows))
    return result


def _row(question: Question, answer: Any, kept: Files, *, in_full: bool) -> Row:
    type_ = question_type(question.type)
    files = [kept[key] for key in type_.file_ids(answer) if key in kept]
    if files:
        return Row(question, [file_line(stored) for stored in files], answer, files)
    lines = type_.display(question, answer)
    shown = lines if in_full else type_.masked(question, answer)
    return Row(question, shown, answer, is_masked=shown != lines)


def stored_files(definition: Definition, answers: Mapping[str, Any]) -> dict[str, StoredFile]:
    """Return the files that answers hold, by id. No query when there are none, else one."""
    ids = file_ids(definition, answers)
    return {str(stored.pk): stored for stored in StoredFile.objects.filter(pk__in=ids)} if ids else {}


def file_ids(definition: Definition, answers: Mapping[str, Any]) -> list[uuid.UUID]:
    """Return the ids of all files in answers."""
    return [
        uuid.UUID(key)
        for name, question in definition.questions.items()
        for key in question_type(question.type).file_ids(answers.get(name))
    ]


@dataclass(frozen=True, slots=True)
class Validated:
    """All steps validated together: answers are the visible ones; errors maps question name to messages."""

    answers: dict[str, Any]
    errors: dict[str, list[str]]
    first_bad_step: str = ""


def validate(definition: Definition, answers: Mapping[str, Any], kept: Files | None = None) -> Validated:
    """Validate answers in normal form (the API's, or a draft's) through the same fields as the wizard's.

    kept: the files that these answers may hold, by id.
    """
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
        form = StepForm(data=data, definition=definition, step=step, known=known, kept=kept)
        if not form.is_valid():
            first_bad = first_bad or step.slug
            errors.update({name: [str(text) for text in texts] for name, texts in form.errors.items()})
        known.update(form.answers)
    return Validated(known, errors, first_bad)
