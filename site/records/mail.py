"""The delivery for mail."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from ground.health import Health
from records import heartbeats, mail_server, outbox
from records.capabilities import link_for, url_of
from records.messages import MessageContent, render_mail
from records.models import OutboxMessage

KIND = "mail"


def register() -> None:
    """Register the way out, when the app is ready."""
    outbox.deliveries.register(KIND, send)


def queue_mail(
    key: str,
    to: str,
    content: MessageContent,
    *,
    target: tuple[str, object] = ("", ""),
    not_before: datetime | None = None,
) -> OutboxMessage:
    """Queue one mail for an event; the same key never sends twice. target: what it is about, and where its button leads."""
    return outbox.put_message(KIND, key, payload(to, content), *target, not_before=not_before)


def new_mail(to: str, content: MessageContent, available_at: datetime, target_kind: str) -> OutboxMessage:
    """Return a mail that is not written yet, about something that is written with it: key and target_id are to come."""
    return OutboxMessage(kind=KIND, payload=payload(to, content), available_at=available_at, target_kind=target_kind)


def payload(to: str, content: MessageContent) -> dict[str, object]:
    """Return what an outbox row of kind "mail" holds."""
    return {"to": to, "content": content.to_json()}


def send(message: OutboxMessage) -> None:
    """Hand the mail to the mail server, under a Message-ID that stays the same on every attempt."""
    content = MessageContent.from_json(message.payload["content"])
    url = url_of(link_for(message.target_kind, message.target_id)) if content.button else ""
    rendered = render_mail(content, url)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    mail = EmailMultiAlternatives(
        rendered.subject,
        rendered.text,
        to=[message.payload["to"]],
        reply_to=[rendered.reply_to] if rendered.reply_to else None,
        headers={"Message-ID": f"<{message.pk.hex}@{domain}>"},
    )
    mail.attach_alternative(rendered.html, "text/html")
    mail_server.hand_over(mail)


def mail_answers() -> bool:
    """Return whether the mail server took a mail and has not failed since. One query."""
    beat = heartbeats.last([KIND]).get(KIND)
    return beat is not None and beat.succeeded_at is not None and not beat.failures


def health() -> Health:
    """Say how mail leaves, when the mail server last answered, and since when it does not."""
    way = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    how = {"filebased": "written to files, read at /dev/mail/", "smtp": "by SMTP"}.get(way, way)
    beat = heartbeats.last([KIND]).get(KIND)
    if beat is None:
        return Health(True, f"{how}, nothing sent yet")
    answered = beat.succeeded_at.isoformat(timespec="seconds") if beat.succeeded_at else None
    figures = {"last_answer": answered, "failures": beat.failures}
    if not beat.failures:
        return Health(True, f"{how}, last answer {answered}", figures)
    retry_at = beat.retry_at.isoformat(timespec="seconds") if beat.retry_at else "now"
    detail = f"{how}, {beat.failures} failures in a row ({beat.error}), last answer {answered or 'never'}, next try {retry_at}"
    return Health(False, detail, figures)
