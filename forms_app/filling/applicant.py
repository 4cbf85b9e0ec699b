"""What the answers tell of who sent them: a name, how to reach them, and the counter that they chose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms_app.definition.structure import Definition
from forms_app.models import Submission


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach the applicant; "" for a way that was not given."""

    email: str = ""
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody can tell them anything."""
        return not (self.email or self.phone)


def applicant(submission: Submission) -> tuple[str, str]:
    """Return (name, e-mail) of who submitted, from the questions that an editor marked for it; "" when not asked."""
    questions, answers = submission.version.definition.questions, submission.answers
    names = [
        answers.get(question.name, "")
        for meaning in ("name", "given-name", "family-name")
        for question in questions.values()
        if question.options.get("meaning") == meaning
    ]
    return " ".join(part for part in names if part), reach_of(submission.version.definition, answers).email


def reach_of(definition: Definition, answers: Mapping[str, Any]) -> Reach:
    """Return how to reach who gave these answers, from the questions that an editor marked as the applicant's own."""
    ways = {
        type_: next(
            (
                str(answers[question.name])
                for question in definition.first_of_type(type_)
                if question.options.get("is_own") and answers.get(question.name)
            ),
            "",
        )
        for type_ in ("email", "phone")
    }
    return Reach(ways["email"], ways["phone"])


def reach_question(definition: Definition, shown: Iterable[str], reach: Reach) -> tuple[str, str] | None:
    """Return (slug of the step, name) of the first question that shows and asks for a way not given yet, or None."""
    visible = set(shown)
    for type_ in ("email",) if reach.phone else ("email", "phone"):
        for step in definition.steps:
            for question in step.questions:
                if question.type == type_ and question.name in visible and question.options.get("is_own"):
                    return step.slug, question.name
    return None


def chosen_place(definition: Definition, answers: Mapping[str, Any]) -> str:
    """Return the slug of the counter that was chosen, or ""."""
    return next((answers[row.name] for row in definition.first_of_type("place") if answers.get(row.name)), "")
