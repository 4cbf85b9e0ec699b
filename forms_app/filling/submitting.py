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
from forms_app.errors import HeldGone, KeyReused
from forms_app.filling import holding
from forms_app.filling.answers import Validated, validate
from forms_app.filling.holding import HeldById
from forms_app.filling.opened import owner_of
from forms_app.models import Draft, FormVersion, Submission
from forms_app.seams import Owner, Receipt
from ground.actor import Actor
from ground.database.compiled_sql import CompiledSelect, insert_into

MAX_ATTEMPTS = 3


def submit_draft(actor: Actor, draft: Draft) -> tuple[Submission | None, Validated]:
    """Submit a draft; any number of times gives one submission. (None, errors) when an answer is no longer valid."""
    existing = submission_of(draft)
    if existing is not None:  # by its key alone: its files are the submission's now, and a rule may have changed since
        return existing, Validated(existing.answers, {})
    owner, definition = owner_of(draft), draft.version.definition
    held = holding.held_by(definition, owner)
    checked = validate(definition, draft.answers, held)
    if checked.errors:
        return None, checked
    try:
        submission = submit_answers(
            actor, draft.version, checked.answers, key=key_of(draft), context=draft.context, owner=owner, held=held
        )
    except HeldGone:  # another request took it away, or submitted and took it over
        return submission_of(draft), validate(definition, draft.answers, holding.held_by(definition, owner))
    return submission, checked


def submit_answers(
    actor: Actor,
    version: FormVersion,
    answers: Mapping[str, Any],
    *,
    key: str,
    body_hash: str = "",
    context: Mapping[str, Any] | None = None,
    owner: Owner | None = None,
    held: HeldById | None = None,
) -> Submission:
    """Store valid answers under an idempotency key and hand them to the sink, all or nothing.

    The same key again returns the first submission; with another body hash it raises KeyReused. What the answers hold becomes the
    submission's: HeldGone when its owner no longer has one of them. held: what the owner held for these answers; what is
    not in them is released, as an answer that was hidden. A draft keeps no answers: they are the submission's from then on.
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
                    _take_over(new, owner, held or {})
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


def draft_of(submission: Submission) -> str:
    """Return the id of the draft that became a submission; "" for one that came by the API."""
    kind, _colon, draft_id = submission.idempotency_key.partition(":")
    return draft_id if kind == "draft" else ""


def receipt(submission: Submission) -> Receipt:
    """Return the reference and the tracking address: the same each time."""
    return submission.receipt or seams.submission_sink.get().receipt(submission)


def noun_of(version: FormVersion) -> str:
    """Return what a citizen calls what they send, to stand after "uw": "melding"."""
    return seams.submission_sink.get().noun(version.destination)


def _take_over(submission: Submission, owner: Owner | None, held: HeldById) -> None:
    """Make the answers and what they hold the submission's, and leave the draft from which they came without them."""
    holding.hand_over(submission, owner, held)
    if owner is not None and owner[0] == "draft":
        Draft.objects.filter(pk=owner[1]).update(data={}, answers={}, context={}, lock_version=F("lock_version") + 1)
