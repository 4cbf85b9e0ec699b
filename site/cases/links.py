"""Sending a citizen the link to their case again.

Whoever asks gets one answer, after the same work: a row in the outbox. Only when that row is delivered does anyone look
whether the reference and the address belong together, so that neither the page nor its speed tells.
"""

import datetime
import hmac

from django.db import transaction
from django.utils import timezone

from cases import notices
from cases.models import Case
from records.models import OutboxMessage
from records.service import deduplication_key, link_for, put_message, revoke_link, set_expiry

KIND = "case_link"
WINDOW = 600
"""Seconds in which the same question sends one mail."""
RENEWED_DAYS = 30


def ask(reference: str, email: str) -> None:
    """Take the question in. The reference is as cases.reference writes it."""
    key = deduplication_key(KIND, f"{reference}:{email}", WINDOW)
    with transaction.atomic():
        put_message(KIND, key, {"reference": reference, "email": email})


def deliver(message: OutboxMessage) -> None:
    """Queue the mail when the address is the case's own; else nothing. Forgets what was typed."""
    reference, email = message.payload["reference"], message.payload["email"]
    case = Case.objects.with_words().filter(reference=reference).first()
    with transaction.atomic():
        if case is not None and case.applicant_email and _same(case.applicant_email, email):
            _renew(case)
            notices.send_link(case, f"case.link:{message.pk}")
        OutboxMessage.objects.filter(pk=message.pk).update(payload={})


def _same(typed: str, own: str) -> bool:
    return hmac.compare_digest(typed.casefold().encode(), own.casefold().encode())


def _renew(case: Case) -> None:
    """Give a case whose link has expired a new one, for a short while."""
    link, now = link_for("case", case.pk), timezone.now()
    if link.expires_at is not None and link.expires_at <= now:
        revoke_link("case", case.pk)
        link_for("case", case.pk)
        set_expiry("case", case.pk, now + datetime.timedelta(days=RENEWED_DAYS))
