"""What a form says of the personal data that it asks: made from its marked questions and from where it goes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, ngettext

from forms_app.definition.structure import Question
from forms_app.seams import Retention, destination_of


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is said: whole sentences, and who gets the data outside the city. questions: those that ask for personal data."""

    purpose: str
    legal_basis: str
    department: str
    receivers: tuple[str, ...]
    retention: str
    draft_days: int
    questions: tuple[Question, ...]


def personal_data_of(destination_code: str, noun: str, questions: Iterable[Question]) -> PersonalData:
    """Return what is said of these questions; neutral words where the destination says nothing."""
    destination = destination_of(destination_code)
    purpose = destination.purpose if destination else ""
    return PersonalData(
        purpose=_sentence(purpose or gettext("om uw %(noun)s te behandelen") % {"noun": noun}),
        legal_basis=_sentence(destination.legal_basis) if destination else "",
        department=destination.department if destination else "",
        receivers=destination.receivers if destination else (),
        retention=retention_in_words(destination.retention if destination else None, noun),
        draft_days=settings.DRAFT_DAYS,
        questions=personal_questions(questions),
    )


def personal_questions(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return those that their editor marked as personal data."""
    return tuple(question for question in questions if question.personal_data)


def retention_in_words(retention: Retention | None, noun: str) -> str:
    """Return how long the city keeps what was sent. A term without a rule of the selection list binds nobody: it is not said."""
    if retention is None or not retention.rule:
        return gettext("Hoelang de stad ze bewaart, staat nog niet vast. U kunt het de stad vragen.")
    years = ngettext("%(years)s jaar", "%(years)s jaar", retention.years) % {"years": retention.years}
    words = {"years": years, "noun": noun, "rule": retention.rule}
    if retention.then == "archive":
        return (
            gettext("Tot %(years)s nadat uw %(noun)s klaar is. Daarna gaan ze naar het archief (regel %(rule)s).")
            % words
        )
    return gettext("Tot %(years)s nadat uw %(noun)s klaar is. Daarna mogen ze weg (regel %(rule)s).") % words


def _sentence(text: str) -> str:
    """Return what an editor wrote as a sentence: with a capital, and a full stop."""
    text = text.strip()
    return text and text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
