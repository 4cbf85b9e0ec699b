"""Sending failed messages again, one or many."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from ground.actor import Actor
from people.permissions import AnyUser
from portal.admin.outbox.reach import may_see, retriable_by
from records.models import OutboxMessage
from records.service import retry_message, write_audit

RETRY_LIMIT = 200
"""Messages of one press: a request in the admin is one transaction, for which others wait."""


def retry(actor: Actor, user: AnyUser, chosen: QuerySet[OutboxMessage]) -> int:
    """Queue what of the chosen messages has failed and the user may send again, RETRY_LIMIT at most; return how many.

    The others are left out without a word: whether they exist is not the user's to know.
    """
    if not may_see(user):
        raise PermissionDenied
    queued = 0
    with transaction.atomic():
        for message in (
            retriable_by(user).filter(pk__in=chosen.order_by().values("pk")).order_by("available_at")[:RETRY_LIMIT]
        ):
            if not retry_message(message):
                continue
            if message.target_kind == "case":
                write_audit(actor, "case.mail_retried", "case", message.target_id, message=str(message.pk))
            else:
                write_audit(actor, "message.retried", "message", message.pk)
            queued += 1
    return queued
