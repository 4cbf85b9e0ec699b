"""What other programs may do with forms: read a live one, send a file, submit."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext

from forms_app.definition.logic import evaluate
from forms_app.definition.structure import Definition
from forms_app.errors import HeldGone, KeyReused
from forms_app.filling import holding
from forms_app.filling.answers import validate
from forms_app.filling.submitting import submission_by_key, submit_answers
from forms_app.models import Form, FormVersion, Submission
from forms_app.questions import kind_of, question_type
from forms_app.seams import Held, Owner
from ground.actor import Actor
from ground.database.compiled_sql import CompiledSelect
from ground.public import is_published_now, public_now
from records.models import StoredFile
from records.service import UNCLAIMED, keep_file

Errors = dict[str, list[str]]


def live_forms() -> QuerySet[Form]:
    """Return the forms that can be filled in now, by title."""
    return public_now(Form.objects.filter(versions__isnull=False)).distinct().order_by("title", "pk")


def get_live_form(key: str) -> tuple[Form, FormVersion] | None:
    """Return a form with its newest version; None when it is unknown, never published, withdrawn or expired. One query."""
    version = next(iter(_newest_version()(key)), None)
    if version is None or not is_published_now(version.form):
        return None
    return version.form, version


@cache
def _newest_version() -> CompiledSelect[FormVersion]:
    """Select the newest version of a form by the form's key, without what only the editor reads."""
    versions = FormVersion.objects.select_related("form").defer("data", "form__steps")
    return CompiledSelect(versions.filter(form__key="?key?").order_by("-number")[:1], "?key?")


def submitted_before(key: str, body_hash: str) -> Submission | None:
    """Return what was submitted under an idempotency key, also when the form has closed since. One query.

    None when the key is new; raises KeyReused when it came with another body.
    """
    existing = submission_by_key(key)
    if existing is not None and existing.body_hash != body_hash:
        raise KeyReused(key)
    return existing


def keep_upload(actor: Actor, form: Form, file: "UploadedFile[Any]", *, key: str = "", client: str = "") -> StoredFile:
    """Keep a file for an answer to come; swept after a day when none comes. Raises records' FileRefused.

    key: the idempotency key of the submission to come; only that one may then take the file. client: who sends it, as
    throttles count; "" for one that is not bounded.
    """
    return keep_file(file, upload_owner(actor, form, key), client=client, is_shared=not key)


def upload_owner(actor: Actor, form: Form, key: str = "") -> Owner:
    """Return who may put a file in an answer: the holder of the key, or else the same client, on the same form.

    Anonymous clients that send no key are alike; a file's id, which only its sender was told, then says whose it is.
    """
    holder = f"key:{hashlib.sha256(key.encode()).hexdigest()[:40]}" if key else f"{actor.kind}:{actor.id}"
    return UNCLAIMED, f"{form.pk}:{holder}"[:64]


def submit_api(
    actor: Actor, version: FormVersion, answers: Mapping[str, Any], key: str, body_hash: str
) -> tuple[Submission | None, Errors]:
    """Submit answers in normal form under an idempotency key: (submission, {}) or (None, messages by question name).

    The same key and body again return the first submission; another body raises KeyReused. An unknown name is an error; the
    answer to a question that does not show is left out, as on the web.
    """
    if existing := submitted_before(key, body_hash):
        return existing, {}
    definition = version.definition
    if errors := wrong_shapes(definition, answers):
        return None, errors
    named = [key for ids in holding.ids_in(definition, answers).values() for key in ids]
    owner, held = _held_for(actor, version, key) if named else (None, {})
    checked = validate(definition, answers, held)
    if checked.errors:
        return None, checked.errors
    try:
        mine = {key: held[key] for key in named if key in held}
        return submit_answers(actor, version, checked.answers, key=key, body_hash=body_hash, owner=owner, held=mine), {}
    except HeldGone:
        existing = submission_by_key(key)
        return existing, {} if existing else validate(definition, answers, {}).errors


def _held_for(actor: Actor, version: FormVersion, key: str) -> tuple[Owner, dict[str, Held]]:
    """Return whose things a submission may take, and those things: the ones sent under its key, else those without any."""
    for owner in (upload_owner(actor, version.form, key), upload_owner(actor, version.form)):
        if held := holding.held_by(version.definition, owner):
            break
    return owner, held


def wrong_shapes(definition: Definition, answers: Mapping[str, Any]) -> Errors:
    """Return a message for each name that this form does not ask, and each visible answer of another JSON type. Pure."""
    errors: Errors = {}
    for name, answer in answers.items():
        question = definition.questions.get(name)
        if question is None:
            errors[name] = [
                gettext("Dit formulier heeft geen vraag met de naam ‘%(name)s’.") % {"name": str(name)[:60]}
            ]
            continue
        type_ = question_type(question.type)
        if not _is_empty(answer, type_.empty) and not type_.is_normal(answer):
            errors[name] = [
                gettext("Het antwoord op ‘%(label)s’ heeft niet de juiste vorm.") % {"label": question.label}
            ]
    if not errors:
        return errors
    right = {name: answer for name, answer in answers.items() if name not in errors}
    hidden = set(definition.questions) - set(evaluate(definition, right, kind_of).questions)
    return {name: texts for name, texts in errors.items() if name not in hidden}


def _is_empty(answer: object, empty: object) -> bool:
    return answer is None or (type(answer) is type(empty) and answer == empty)
