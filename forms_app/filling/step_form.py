"""One step of a form as a Django form, made by wagtailstreamforms' builder (docs/decisions/006-wagtailstreamforms.md)."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from wagtailstreamforms.forms import BaseForm, FormBuilder

from forms_app.definition.logic import UNANSWERED, Answer, given, kinds_of, walk_step
from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.holding import HeldById, held_for
from forms_app.libraries.django import CleansItself
from forms_app.libraries.streamforms import HIDDEN_FIELDS
from forms_app.questions import kind_of, question_type
from forms_app.questions.parts import PartError


def step_form(step: Step) -> type["StepForm"]:
    """Return the form class of a step; its fields are made with each form, as some depend on the day."""
    return StepBuilder(step).get_form_class()


class StepBuilder(FormBuilder):
    """The library's builder over the questions of a frozen step, without the two hidden fields that it adds itself."""

    def __init__(self, step: Step) -> None:
        super().__init__([{"type": question.type, "value": question} for question in step.questions])
        self.step = step

    @property
    def formfields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = super().formfields
        asked = {question.name: question for question in self.step.questions}
        for name in HIDDEN_FIELDS:
            if name in asked:  # frozen by 0.1.0, which did not reserve it
                fields[name] = question_type(asked[name].type).get_formfield(asked[name])
            else:
                del fields[name]
        return fields

    def get_form_class(self) -> type["StepForm"]:
        return type("FrozenStepForm", (StepForm,), {"builder": self})


class StepForm(CleansItself, BaseForm):
    """The questions of one step. Conditions are judged while cleaning, question by question: a hidden question is not
    validated and has no answer; `hidden` names them, `answers` holds the others in normal form.
    """

    builder: ClassVar[StepBuilder]

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        known: Mapping[str, Any],
        held: HeldById | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.step = self.builder.step
        self.known = dict(known)
        self.kinds = kinds_of(definition, kind_of)
        self.hidden: set[str] = set()
        self.answers: dict[str, Any] = {}
        self.parts_wrong: dict[str, list[int | None]] = {}
        self.fields = self.builder.formfields
        self._give_held(held or {})
        if not self.is_bound:
            self._walk(given({}))

    def _give_held(self, held: HeldById) -> None:
        """Tell each question that holds something what is held for it."""
        for question in self.step.questions:
            if question_type(question.type).holds:
                field: Any = self.fields[question.name]
                field.held = held_for(question, held)

    def clean_questions(self) -> None:
        self.answers, self.parts_wrong = {}, {}
        self._walk(self._read)

    def _walk(self, answer: Answer) -> None:
        shown = set(walk_step(self.step, self.kinds, dict(self.known), answer))
        self.hidden = {question.name for question in self.step.questions} - shown

    def _read(self, question: Question) -> object:
        """Return the answer that was typed, in normal form; what is wrong with it is an error, and no answer."""
        name, type_ = question.name, question_type(question.type)
        if not type_.has_answer:
            return UNANSWERED
        bound = self[name]
        try:
            value = bound.field.clean(bound.data)
        except forms.ValidationError as error:
            self.add_error(name, self._spoken(name, error))
            return UNANSWERED
        self.cleaned_data[name] = value
        self.answers[name] = type_.normal(value)
        return self.answers[name]

    def _spoken(self, name: str, error: forms.ValidationError) -> forms.ValidationError:
        """Note which part is wrong; a message of ours is a whole sentence, in which a % is a %."""
        own = set(map(str, self.fields[name].error_messages.values()))
        for item in error.error_list:
            if str(item.message) in own:
                item.params = None
        self.parts_wrong[name] = [item.part if isinstance(item, PartError) else None for item in error.error_list]
        field: Any = self.fields[name]
        is_empty = any(item.code == "required" for item in error.error_list)
        # None marks all: which of the boxes is wrong shows in each alone.
        field.parts_wrong = None if is_empty or None in self.parts_wrong[name] else self.parts_wrong[name]
        return error

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

    @property
    def scripts(self) -> list[str]:
        """Return the static files that enhance this step's questions, each once."""
        scripts = (question_type(question.type).script for question in self.step.questions)
        return list(dict.fromkeys(filter(None, scripts)))

    @cached_property
    def held_names(self) -> list[str]:
        """Return the names of this step's questions that hold something."""
        return [question.name for question in self.step.questions if question_type(question.type).holds]


def _control_id(bound: forms.BoundField, part: int | None) -> str:
    """Return the id of a wrong control: of a group without a wrong part its first control."""
    if part is not None:
        return f"{bound.auto_id}_{part}"
    if getattr(bound.field, "is_full", False):
        return bound.auto_id  # no box for more: its fieldset, where files can be taken away
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id
