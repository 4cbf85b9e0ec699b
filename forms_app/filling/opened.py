"""A draft as one request sees it: what shows, what is done, what was typed. The wizard's views are thin over this."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from forms_app.definition.logic import Visible, evaluate
from forms_app.definition.structure import Definition, Question, Step
from forms_app.definition.wire import Stored
from forms_app.filling.holding import held_by, held_for
from forms_app.filling.step_form import StepForm
from forms_app.models import Draft
from forms_app.questions import kind_of, question_type
from forms_app.questions.parts import SEPARATOR
from forms_app.questions.typed import storable
from forms_app.seams import Held, Owner

Typed = dict[str, list[str]]
"""What a browser posted for the questions of a step, by the name of the control."""


class Filling:
    """Holds what is computed once a request; `changed` forgets it after the draft has changed."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.definition: Definition = draft.version.definition

    @cached_property
    def visible(self) -> Visible:
        """What shows with the answers so far. Pure: conditions read the draft's answers, never a form."""
        return evaluate(self.definition, self.draft.answers, kind_of)

    @cached_property
    def held(self) -> dict[str, Held]:
        """What the draft's answers hold, by id. No query where the form has no question that holds anything."""
        held = held_by(self.definition, self.owner)
        for each in held.values():
            each.url = f"{self.address}{each.path}" if each.path else ""
        return held

    @property
    def owner(self) -> Owner:
        """Whose is what the draft's answers hold."""
        return owner_of(self.draft)

    @property
    def address(self) -> str:
        """The draft's own address; a step's slug comes after it."""
        return reverse("form_resume", args=[self.definition.key, self.draft.pk])

    def changed(self) -> None:
        """Forget what was computed."""
        self.__dict__.pop("visible", None)
        self.__dict__.pop("held", None)

    def reload(self) -> None:
        """Read the draft again, after another request wrote it."""
        self.draft.refresh_from_db(fields=["data", "answers", "lock_version"])
        self.changed()

    def to_do(self) -> list[str]:
        """Return the visible steps that are not done, in order.

        A step is done when its own answers were valid, and every question that shows on it was asked: a change elsewhere
        may have made one appear that the citizen has never seen.
        """
        done = set(self.draft.data.get(Stored.DONE, []))
        shown = set(self.visible.questions)
        return [slug for slug in self.visible.steps if slug not in done or self._unasked(slug, shown)]

    def done(self) -> set[str]:
        """Return the names of the questions of the steps that are done."""
        steps = [step for step in self.definition.steps if step.slug in self.draft.data.get(Stored.DONE, [])]
        return {question.name for step in steps for question in step.questions}

    def _unasked(self, slug: str, shown: set[str]) -> bool:
        step = self.definition.step(slug)
        return step is not None and any(
            question.name in shown
            and question.name not in self.draft.answers
            and question_type(question.type).has_answer
            for question in step.questions
        )

    def allowed(self) -> list[str]:
        """Return the steps that open: all visible ones up to and including the first that is to do."""
        steps, to_do = list(self.visible.steps), self.to_do()
        return steps[: steps.index(to_do[0]) + 1] if to_do else steps

    def stored(self, step: Step) -> Typed | None:
        """Return what was typed on a step, valid or not; None when it was never sent."""
        typed: Typed | None = self.draft.data.get(Stored.STEP_DATA, {}).get(step.slug)
        return typed

    def form_kwargs(self, step: Step) -> dict[str, Any]:
        """Return what the form of a step needs beside what was typed: the answers of the others, and what is held."""
        own = {question.name for question in step.questions}
        known = {name: answer for name, answer in self.visible.answers.items() if name not in own}
        return {"definition": self.definition, "known": known, "held": self.held}

    def with_held(self, step: Step, typed: Mapping[str, list[str]]) -> MultiValueDict[str, str]:
        """Return what was typed with the ids of what is held: those never come from a browser."""
        holding = [question for question in step.questions if question_type(question.type).holds]
        ids = {question.name: list(held_for(question, self.held)) for question in holding}
        return MultiValueDict({**typed, **ids})

    def record(self, step: Step, form: StepForm, is_complete: bool) -> None:
        """Put what a step answers in the draft (in memory), when it is complete."""
        data = self.draft.data
        data[Stored.DONE] = [slug for slug in data.get(Stored.DONE, []) if slug != step.slug] + [
            step.slug
        ] * is_complete
        if is_complete:
            self.draft.answers = {**self.draft.answers, **form.answers}


def owner_of(draft: Draft) -> Owner:
    """Return whose is what a draft's answers hold."""
    return "draft", str(draft.pk)


def typed_in(posted: QueryDict, step: Step) -> Typed:
    """Return what was posted for the questions of a step that are typed; ids of what is held are never taken from a browser."""
    typed: Typed = {}
    for question in step.questions:
        type_ = question_type(question.type)
        if type_.holds or not type_.has_answer:
            continue
        for key in posted:
            if _belongs(key, question.name):
                typed[key] = [storable(value) for value in posted.getlist(key)]
    return typed


def typed_by_step(posted: QueryDict, definition: Definition) -> dict[str, Typed]:
    """Return what was posted for the questions of a form, under the step that asks each now; only what holds a value."""
    by_step = {step.slug: typed_in(posted, step) for step in definition.steps}
    return {slug: typed for slug, typed in by_step.items() if any(filter(None, chain.from_iterable(typed.values())))}


def lines_of(question: Question, typed: Mapping[str, list[str]]) -> list[str]:
    """Return what was typed at a question as people read it, as it stands where it is not valid; empty when nothing was."""
    type_ = question_type(question.type)
    field = type_.get_formfield(question)
    own = {key: values for key, values in typed.items() if _belongs(key, question.name)}
    value = field.widget.value_from_datadict(MultiValueDict(own), MultiValueDict(), question.name)
    try:
        return type_.display(question, type_.normal(field.clean(value)))
    except ValidationError:
        raw = " ".join(value for values in own.values() for value in values if value)
        return [raw] if raw else []


def _belongs(key: str, name: str) -> bool:
    return key == name or key.startswith(name + SEPARATOR)
