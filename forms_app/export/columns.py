"""What stands in the columns of exported answers, over all versions of a form, and in a cell. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms_app.definition.structure import Definition, Question
from forms_app.questions import QuestionType, question_types
from ground.workbook import Cell

MASK = _("[afgeschermd]")


@dataclass(frozen=True, slots=True)
class Column:
    """All questions of one name. heading: how the newest version that asks it puts it."""

    name: str
    heading: str


def columns_of(definitions: Iterable[Definition]) -> list[Column]:
    """Return a column for each name that a version asks. definitions: the newest first, in whose order the columns stand.

    What only older versions ask comes after it. A heading that two columns share gets the name as well.
    """
    questions: dict[str, str] = {}
    for definition in definitions:
        for name, asked in asked_in(definition).items():
            questions.setdefault(name, asked.question.label)
    times_used = Counter(questions.values())
    return [Column(name, label if times_used[label] == 1 else f"{label} ({name})") for name, label in questions.items()]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one version asks it. type: None where the app that had it is gone."""

    question: Question
    type: QuestionType[Any] | None

    def cell(self, answer: Any, held: Sequence[str] = ()) -> Cell:  # noqa: ANN401  # an answer is what its type makes of it
        """Return what a spreadsheet shows. held: a line for each thing that the answer holds."""
        if held:
            return "\n".join(held)
        if self.type is None or not self.type.is_normal(answer):
            return _plain(answer)
        hidden = self._hidden(answer)
        return self.type.cell(self.question, answer) if hidden is None else hidden

    def value(self, answer: Any, held: Sequence[str] = ()) -> Any:  # noqa: ANN401  # the same
        """Return what stands in JSON: the answer in normal form; lines for what it holds, masked text for what is masked."""
        hidden = self._hidden(answer)
        return list(held) or (answer if hidden is None else hidden)

    def held_ids(self, answer: Any) -> list[str]:  # noqa: ANN401  # the same
        """Return the ids of what an answer holds outside itself, by the hold of its type; empty for most."""
        if self.type is None or not self.type.holds or not self.type.is_normal(answer):
            return []
        return self.type.held_ids(answer)

    def is_personal(self, answer: Any) -> bool:  # noqa: ANN401  # the same
        """Return whether the question is marked so, asks who the applicant is, holds files, or shows staff only a part."""
        if self.question.personal_data or self._hidden(answer) is not None:
            return True
        return self.type is None or bool(self.type.holds or self.type.party_field(self.question))

    def _hidden(self, answer: Any) -> str | None:  # noqa: ANN401  # the same
        """Return the masked text of an answer of which its type shows a part; None for any other."""
        if self.type is None or not _masks(type(self.type)) or not self.type.is_normal(answer):
            return None
        shown = self.type.masked(self.question, answer)
        return None if shown == self.type.display(self.question, answer) else "\n".join(shown)


def asked_in(definition: Definition) -> Mapping[str, Asked]:
    """Return each question of a version that has an answer, by name."""
    types = question_types()
    asked = {name: Asked(question, types.get(question.type)) for name, question in definition.questions.items()}
    return {name: each for name, each in asked.items() if each.type is None or each.type.has_answer}


def _masks(cls: type[QuestionType[Any]]) -> bool:
    """Return whether a type says itself what of an answer shows: to ask each answer of the others would take twice as long."""
    return cls.masked is not QuestionType.masked


def _plain(answer: object) -> Cell:
    if answer is None or (isinstance(answer, str | int | float) and not isinstance(answer, bool)):
        return answer
    return str(answer)
