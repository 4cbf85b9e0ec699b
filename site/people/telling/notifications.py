"""Wagtail's own mails to staff (a page to approve, a remark to answer), by the outbox.

Wagtail opens a connection to the mail server inside the request, and inside the transaction of the change that it tells of.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from records.service import MessageContent, Paragraph, queue_mail


class OutboxBackend(BaseEmailBackend):
    """Queues each mail in the current transaction, one for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            texts = (text.strip() for text in str(message.body).split("\n\n"))
            content = MessageContent(
                subject=str(message.subject), paragraphs=tuple(Paragraph(text) for text in texts if text)
            )
            for address in message.recipients():
                queue_mail(f"staff:{uuid.uuid4()}", address, content)
        return len(email_messages)


def connection(*args: Any, **kwargs: Any) -> OutboxBackend:
    """Return what stands for the mail server in wagtail.admin.mail."""
    return OutboxBackend()
