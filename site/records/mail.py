"""The delivery for mail."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from records import outbox
from records.models import OutboxMessage


def register() -> None:
    """Called when the app is ready."""
    outbox.deliveries.register("mail", send)


def queue(
    key: str, to: str, subject: str, text: str, html: str = "", *, target: tuple[str, object] = ("", "")
) -> OutboxMessage:
    """Queue one mail for an event; the same key never sends twice."""
    return outbox.put("mail", key, {"to": to, "subject": subject, "text": text, "html": html}, *target)


def send(message: OutboxMessage) -> None:
    """Hand the mail to the mail server, under a Message-ID that stays the same on every attempt."""
    payload = message.payload
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    mail = EmailMultiAlternatives(
        payload["subject"], payload["text"], to=[payload["to"]], headers={"Message-ID": f"<{message.pk.hex}@{domain}>"}
    )
    if payload.get("html"):
        mail.attach_alternative(payload["html"], "text/html")
    mail.send()
