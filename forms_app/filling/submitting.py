"""Submitting: validate and make everything first, then one short transaction that only writes, exactly once.

Whoever writes holds the one write lock of SQLite, and a connection of PostgreSQL: nothing is read, rendered or computed there
that could be before it (docs/decisions/017-submissions.md).
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from forms_app import seams
from forms_app.errors import FilesGone, KeyReused
from forms_app.filling.answers import Validated, file_ids, validate
from forms_app.models import Draft, FormVersion, Submission
from forms_app.seams import Receipt
from ground.actor import Actor
from ground.database.compiled_sql import CompiledSelect, insert_into
from records.service import files_of, hand_over

MAX_ATTEMPTS = 3


def submit_draft(actor: Actor, draft: Draft) -> tuple[Submission | None, Validated]:
    """Submit a draft; any number of times gives one submission. (None, errors) when an answer is no longer valid."""
    existing = submission_of(draft)
    if existing is not None:  # by its key alone: its files are the submission's now, and a rule may have changed since
        return existing, Validated(existing.answers, {})
    owner = ("draft", draft.pk)
    checked = _validate(draft, owner)
    if checked.errors:
        return None, checked
    try:
        submission = submit_answers(
            actor, draft.version, checked.answers, key=key_of(draft), context=draft.context, files_of_owner=owner
        )
    except FilesGone:  # another request took it away, or submitted and took it over
        return submission_of(draft), _validate(draft, owner)
    return submission, checked


def submit_answers(
    actor: Actor,
    version: FormVersion,
    answers: Mapping[str, Any],
    *,
    key: str,
    body_hash: str = "",
    context: Mapping[str, Any] | None = None,
    files_of_owner: tuple[str, object] | None = None,
) -> Submission:
    """Store valid answers under an idempotency key and hand them to the sink, all or nothing.

    The same key again returns the first submission; with another body hash it raises KeyReused. The files in the answers
    become the submission's; FilesGone when files_of_owner no longer has one of them. A draft among the owners keeps no
    answers: they are the submission's from then on.
    """
    submission: Submission | None = None
    for attempt in range(MAX_ATTEMPTS):
        new = Submission(
            version=version,
            idempotency_key=key,
            body_hash=body_hash,
            answers=dict(answers),
            context=dict(context or {}),
            channel=actor.channel,
        )
        land = seams.submission_sink.get().prepare(new, actor)
        try:
            with transaction.atomic():
                if insert_into(Submission, "idempotency_key")(new):
                    _take_over(new, files_of_owner)
                    new.receipt = land()
                    submission = new
        except IntegrityError:  # the case's number was taken, one in 650 thousand million: draw another
            if attempt == MAX_ATTEMPTS - 1:
                raise
        else:
            break
    submission = submission or Submission.objects.select_related("version").get(idempotency_key=key)
    if submission.body_hash != body_hash:
        raise KeyReused(key)
    return submission


def submission_of(draft: Draft) -> Submission | None:
    """Return what a draft became, or None. One query."""
    return submission_by_key(key_of(draft))


def submission_by_key(key: str) -> Submission | None:
    """Return what was submitted under an idempotency key, or None. One query."""
    return next(iter(_by_key()(key)), None)


@cache
def _by_key() -> CompiledSelect[Submission]:
    submissions = Submission.objects.select_related("version").filter(idempotency_key="?key?").order_by()
    return CompiledSelect(submissions, "?key?")


def key_of(draft: Draft) -> str:
    """Return the idempotency key of a draft."""
    return f"draft:{draft.pk}"


def receipt(submission: Submission) -> Receipt:
    """Return the reference and the tracking address: the same each time."""
    return submission.receipt or seams.submission_sink.get().receipt(submission)


def noun_of(version: FormVersion) -> str:
    """Return what a citizen calls what they send, to stand after "uw": "melding"."""
    return seams.submission_sink.get().noun(version.destination)


def _validate(draft: Draft, owner: tuple[str, object]) -> Validated:
    definition = draft.version.definition
    has_files = bool(file_ids(definition, draft.answers))
    kept = {str(stored.pk): stored for stored in files_of(*owner)} if has_files else {}
    return validate(definition, draft.answers, kept)


def _take_over(submission: Submission, owner: tuple[str, object] | None) -> None:
    """Make the answers and their files the submission's, and leave the draft from which they came without them."""
    ids = [str(key) for key in file_ids(submission.version.definition, submission.answers)]
    if ids and (owner is None or hand_over(ids, owner, ("submission", submission.pk)) != len(set(ids))):
        raise FilesGone(str(submission.idempotency_key))
    if owner is not None and owner[0] == "draft":
        Draft.objects.filter(pk=str(owner[1])).update(
            data={}, answers={}, context={}, lock_version=F("lock_version") + 1
        )
