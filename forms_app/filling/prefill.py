"""Answers chosen on the way to a form, such as the Kids-ID on its product's page: "voor_wie:kinderen".

Only what the form itself offers as a choice is taken; anything else in an address is left aside without a word. The answer is put
in as if it was clicked: it shows in its step, and can be changed there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms_app.definition.structure import Definition, Question
from forms_app.filling.opened import Typed
from forms_app.questions import question_type


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice of one question; `code` is how an address says it."""

    question: Question
    key: str
    label: str

    @property
    def code(self) -> str:
        return f"{self.question.name}:{self.key}"


def choices_of(definition: Definition) -> Iterator[Chosen]:
    """Yield each answer that a form lets people choose, in its order."""
    for question in definition.questions.values():
        if question_type(question.type).can_be_chosen_before:
            for key, label in question.choices:
                yield Chosen(question, key, label)


def chosen_of(definition: Definition, given: Iterable[str]) -> list[Chosen]:
    """Return which of these codes the form knows, in its own order; of a question with one answer, the first."""
    wanted = set(given)
    offered = [choice for choice in choices_of(definition) if choice.code in wanted]
    names = [choice.question.name for choice in offered]
    return [
        choice
        for index, choice in enumerate(offered)
        if choice.question.name not in names[:index] or question_type(choice.question.type).takes_several
    ]


def typed_of(definition: Definition, chosen: Iterable[Chosen]) -> dict[str, Typed]:
    """Return the choices as a browser would have posted them, by step."""
    keys: Typed = {}
    for choice in chosen:
        keys.setdefault(choice.question.name, []).append(choice.key)
    by_step = {
        step.slug: {question.name: keys[question.name] for question in step.questions if question.name in keys}
        for step in definition.steps
    }
    return {slug: typed for slug, typed in by_step.items() if typed}
