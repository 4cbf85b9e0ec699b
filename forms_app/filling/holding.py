"""What answers hold outside the draft, by the holds of forms_app.seams: taken, shown, handed over, released."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from forms_app.definition.structure import Definition, Question, Step
from forms_app.errors import HeldGone
from forms_app.models import Submission
from forms_app.questions import question_type
from forms_app.seams import Held, Owner, Posted, holds

HeldById = Mapping[str, Held]


def codes_of(definition: Definition) -> list[str]:
    """Return the codes of the holds that a form's questions use; empty for most forms."""
    codes = (question_type(question.type).holds for question in definition.questions.values())
    return list(dict.fromkeys(code for code in codes if code))


def held_by(definition: Definition, owner: Owner) -> dict[str, Held]:
    """Return what an owner holds, by id. A query for each hold that the form uses."""
    return {held.id: held for code in codes_of(definition) for held in holds[code].held(owner)}


def held_for(question: Question, held: HeldById) -> dict[str, Held]:
    """Return what of these things a question may have as its answer, by id."""
    code = question_type(question.type).holds
    return {key: each for key, each in held.items() if each.hold == code and each.slot in ("", question.name)}


def ids_in(definition: Definition, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the ids that answers hold, by the code of their hold; no entry where there are none."""
    ids: dict[str, list[str]] = defaultdict(list)
    for name, question in definition.questions.items():
        type_ = question_type(question.type)
        answer = answers.get(name)
        if type_.holds and type_.is_normal(answer) and (own := type_.held_ids(answer)):
            ids[type_.holds].extend(own)
    return dict(ids)


def shown(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Held]:
    """Return what answers hold, for people to read. A query for each hold that has something in them."""
    return {held.id: held for code, ids in ids_in(definition, answers).items() for held in holds[code].shown(ids)}


def take(owner: Owner, step: Step, posted: Posted) -> dict[str, list[str]]:
    """Take what was posted for a step's questions; return messages by question for what was refused."""
    refused: dict[str, list[str]] = {}
    for question in step.questions:
        if code := question_type(question.type).holds:
            refused[question.name] = list(holds[code].take(owner, question, posted))
    return {name: messages for name, messages in refused.items() if messages}


def remove(definition: Definition, owner: Owner, held_id: str) -> str:
    """Release one thing of an owner and return the name of its question; "" when it is not there (any more)."""
    held = held_by(definition, owner).get(held_id)
    if held is None:
        return ""
    holds[held.hold].release(owner[0], [owner[1]], [held.id])
    return held.slot


def hand_over(submission: Submission, owner: Owner | None, held: HeldById) -> None:
    """Make what the answers hold the submission's, and release what else was held for it; in the submission's transaction.

    Raises HeldGone when the owner no longer has one of them.
    """
    used = ids_in(submission.version.definition, submission.answers)
    if owner is None:
        if used:
            raise HeldGone(str(submission.idempotency_key))
        return
    for code, ids in used.items():
        if not holds[code].hand_over(ids, owner, ("submission", str(submission.pk))):
            raise HeldGone(str(submission.idempotency_key))
    for each in held.values():
        if each.id not in used.get(each.hold, ()):
            holds[each.hold].release(owner[0], [owner[1]], [each.id])


def release_all(owner_kind: str, owner_ids: list[str]) -> None:
    """Release everything of owners that go."""
    for _code, hold in holds.items():
        hold.release(owner_kind, owner_ids)
