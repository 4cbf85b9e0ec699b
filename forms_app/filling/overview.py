"""What stands beside the work: the steps by name, and a short summary of what was answered so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.text import Truncator

from forms_app.filling.answers import Row, sections
from forms_app.filling.opened import Filling

MAX_ROWS = 8
MAX_CHARACTERS = 80
"""A summary is glanced at while something else is typed; the check page shows everything, whole."""


@dataclass(frozen=True, slots=True)
class StepName:
    """One step in the list beside the form."""

    slug: str
    title: str
    state: Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class AnswerInShort:
    """One answered question in one line, which may be cut off."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The first answers, and how many more there are."""

    answers: Sequence[AnswerInShort] = ()
    more: int = 0


def steps_by_name(filling: Filling, now: str) -> list[StepName]:
    """Return the steps that show with the answers so far, in order. now: the slug of the one that is open; "" for none."""
    to_do = set(filling.to_do())
    titles = {step.slug: step.title for step in filling.definition.steps}

    def state(slug: str) -> Literal["done", "now", "later"]:
        if slug == now:
            return "now"
        return "later" if slug in to_do else "done"

    return [StepName(slug, titles[slug], state(slug)) for slug in filling.visible.steps]


def summary_of(filling: Filling, now: str) -> Summary:
    """Return what was answered on the other steps that are done, as far as it shows with the answers so far.

    What its type masks stays masked. No query beyond what the draft holds.
    """
    done = set(filling.visible.steps) - set(filling.to_do()) - {now}
    shown = sections(filling.definition, filling.draft.answers, held=filling.held)
    rows = [row for section in shown if section.step.slug in done for row in section.rows if row.lines]
    return Summary([_in_short(row) for row in rows[:MAX_ROWS]], max(0, len(rows) - MAX_ROWS))


def _in_short(row: Row) -> AnswerInShort:
    return AnswerInShort(row.question.label, Truncator(", ".join(row.lines)).chars(MAX_CHARACTERS))
