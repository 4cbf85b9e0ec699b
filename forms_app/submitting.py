"""Submitting: validate first, then one short transaction that makes a submission exactly once and hands it on."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from forms_app import seams
from forms_app.answers import Validated, file_ids, validate
from forms_app.errors import FilesGone, KeyReused
from forms_app.models import Draft, FormVersion, Submission
from forms_app.seams import Receipt
from portal.lib.actor import Actor
from records.service import files_of, hand_over


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
    become the submission's; FilesGone when files_of_owner no longer has one of them.
    """
    with transaction.atomic():
        submission, created = Submission.objects.get_or_create(
            idempotency_key=key,
            defaults={
                "version": version,
                "body_hash": body_hash,
                "answers": dict(answers),
                "context": dict(context or {}),
                "channel": actor.channel,
            },
        )
        if created:
            _take_files(submission, files_of_owner)
            seams.submission_sink.get().open(submission, actor)
    if submission.body_hash != body_hash:
        raise KeyReused(key)
    return submission


def submission_of(draft: Draft) -> Submission | None:
    """Return what a draft became, or None. One query."""
    return submission_by_key(key_of(draft))


def submission_by_key(key: str) -> Submission | None:
    """Return what was submitted under an idempotency key, or None. One query."""
    return Submission.objects.select_related("version").filter(idempotency_key=key).first()


def key_of(draft: Draft) -> str:
    """Return the idempotency key of a draft."""
    return f"draft:{draft.pk}"


def receipt(submission: Submission) -> Receipt:
    """Return the reference and the tracking address: the same each time."""
    return seams.submission_sink.get().receipt(submission)


def noun_of(version: FormVersion) -> str:
    """Return what a citizen calls what they send, to stand after "uw": "melding"."""
    return seams.submission_sink.get().noun(version.destination)


def _validate(draft: Draft, owner: tuple[str, object]) -> Validated:
    definition = draft.version.definition
    has_files = bool(file_ids(definition, draft.answers))
    kept = {str(stored.pk): stored for stored in files_of(*owner)} if has_files else {}
    return validate(definition, draft.answers, kept)


def _take_files(submission: Submission, owner: tuple[str, object] | None) -> None:
    ids = [str(key) for key in file_ids(submission.version.definition, submission.answers)]
    if not ids:
        return
    if owner is None or hand_over(ids, owner, ("submission", submission.pk)) != len(set(ids)):
        raise FilesGone(str(submission.idempotency_key))
