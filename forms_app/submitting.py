"""Submitting: validate first, then one short transaction that makes a submission exactly once and hands it on."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from forms_app import seams
from forms_app.answers import Validated, validate
from forms_app.errors import KeyReused
from forms_app.models import Draft, FormVersion, Submission
from forms_app.seams import Receipt
from portal.lib.actor import Actor


def submit_draft(actor: Actor, draft: Draft) -> tuple[Submission | None, Validated]:
    """Submit a draft; any number of times gives one submission. (None, errors) when an answer is no longer valid."""
    existing = submission_of(draft)
    checked = validate(draft.version.definition, draft.answers)
    if existing is not None or checked.errors:
        return existing, checked
    submission = submit_answers(actor, draft.version, checked.answers, key=f"draft:{draft.pk}", context=draft.context)
    return submission, checked


def submit_answers(
    actor: Actor,
    version: FormVersion,
    answers: Mapping[str, Any],
    *,
    key: str,
    body_hash: str = "",
    context: Mapping[str, Any] | None = None,
) -> Submission:
    """Store valid answers under an idempotency key and hand them to the sink, all or nothing.

    The same key again returns the first submission; with another body hash it raises KeyReused.
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
            seams.submission_sink.get().open(submission, actor)
    if submission.body_hash != body_hash:
        raise KeyReused(key)
    return submission


def submission_of(draft: Draft) -> Submission | None:
    """Return what a draft became, or None. One query."""
    return Submission.objects.filter(idempotency_key=f"draft:{draft.pk}").first()


def receipt(submission: Submission) -> Receipt:
    """Return the reference and the tracking address: the same each time."""
    return seams.submission_sink.get().receipt(submission)
