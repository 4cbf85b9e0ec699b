"""The delivery for mail."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from records import outbox
from records.capabilities import link_for, url_of
from records.messages import MessageContent, render_mail
from records.models import OutboxMessage


def register() -> None:
    """Called when the app is ready."""
    outbox.deliveries.register("mail", send)


def queue(key: str, to: str, content: MessageContent, *, target: tuple[str, object] = ("", "")) -> OutboxMessage:
    """Queue one mail for an event; the same key never sends twice. target: what it is about, and where its button leads."""
    return outbox.put("mail", key, payload(to, content), *target)


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
        headers={"Message-ID": f"<{message.pk.hex}@{domain}>"},
    )
    mail.attach_alternative(rendered.html, "text/html")
    mail.send()
