"""What the answers tell of who sent them: a name, how to reach them, and the counter that they chose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms_app.definition.structure import Definition
from forms_app.models import Submission
from forms_app.questions import question_type
from forms_app.questions.party import APPLICANT, Party


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
    party = party_of(submission.version.definition, submission.answers)
    return party.full_name, party.email


def parties(definition: Definition, answers: Mapping[str, Any]) -> Iterator[Party]:
    """Yield what each answer tells of somebody, in the order of the form."""
    for name, question in definition.questions.items():
        type_ = question_type(question.type)
        if name in answers and (party := type_.party(question, answers[name])) is not None:
            yield party


def party_of(definition: Definition, answers: Mapping[str, Any], role: str = APPLICANT) -> Party:
    """Return what all answers together tell of who has a role: names joined, of the ways to reach the first."""
    known = [party for party in parties(definition, answers) if party.role == role]

    def joined(field: str) -> str:
        return " ".join(filter(None, (getattr(party, field) for party in known)))

    def first(field: str) -> str:
        return next(filter(None, (getattr(party, field) for party in known)), "")

    names = {field: joined(field) for field in ("name", "given_name", "family_name")}
    return Party(role, **names, email=first("email"), phone=first("phone"))


def reach_of(definition: Definition, answers: Mapping[str, Any]) -> Reach:
    """Return how to reach who gave these answers, from the questions that an editor marked as the applicant's own."""
    party = party_of(definition, answers)
    return Reach(party.email, party.phone)


def reach_question(definition: Definition, shown: Iterable[str], reach: Reach) -> tuple[str, str] | None:
    """Return (slug of the step, name) of the first question that shows and asks for a way not given yet, or None."""
    visible = set(shown)
    for way in ("email",) if reach.phone else ("email", "phone"):
        for step in definition.steps:
            for question in step.questions:
                if question.name in visible and question_type(question.type).party_field(question) == way:
                    return step.slug, question.name
    return None


def chosen_place(definition: Definition, answers: Mapping[str, Any]) -> str:
    """Return the slug of the counter that was chosen, or ""."""
    places = (
        question_type(question.type).place(answers[name])
        for name, question in definition.questions.items()
        if name in answers
    )
    return next(filter(None, places), "")
