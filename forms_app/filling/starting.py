"""What the start page of a form tells before anything is asked: what to look up first, and which steps may come."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms_app.definition.structure import Definition
from forms_app.questions import question_type


@dataclass(frozen=True, slots=True)
class AtHand:
    """What somebody needs at hand: the question that asks for it, and where they find it."""

    label: str
    where: str
    is_required: bool
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class Introduction:
    """An editor's introduction (rich text): its first paragraph, which stands in the head of the page, and what follows."""

    lead: str
    more: str

    @property
    def has_list(self) -> bool:
        """Whether the editor drew up a list."""
        return "<li" in self.lead + self.more


@dataclass(frozen=True, slots=True)
class StepAhead:
    """A step that comes, or comes with some answers only."""

    title: str
    is_conditional: bool


def introduction_of(definition: Definition) -> Introduction:
    """Return the introduction in its two parts; one that does not begin with a paragraph follows whole."""
    first = re.match(r"\s*<p\b.*?</p>", definition.introduction, re.DOTALL)
    end = first.end() if first else 0
    return Introduction(definition.introduction[:end], definition.introduction[end:].strip())


def at_hand(definition: Definition) -> Iterator[AtHand]:
    """Yield what to keep at hand, in the order of the form: what nobody knows by heart. An editor's own list goes first."""
    if introduction_of(definition).has_list:
        return
    for step in definition.steps:
        for question in step.questions:
            if where := str(question_type(question.type).at_hand(question)):
                is_conditional = bool(step.show_if or question.show_if)
                yield AtHand(question.label, where, question.required, is_conditional)


def steps_ahead(definition: Definition) -> list[StepAhead]:
    """Return all steps, in order."""
    return [StepAhead(step.title, bool(step.show_if)) for step in definition.steps]
