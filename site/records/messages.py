"""A message as content: what it says, not how it looks. Kept in the outbox as JSON, rendered by the worker at delivery.

Content holds no working link: `button` leads to the capability link of what the message is about (the target of its outbox
row), and its address is derived when the message leaves.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from ground.frame import full_name
from ground.registry import Slot


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, without mark-up; line ends are kept. is_important: it stands out where the medium can show that."""

    text: str
    is_important: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about it. A phone or e-mail that is empty is the city's own; reference: what to mention.

    place: the slug of the counter to go to, "" for none; its hours are looked up at delivery.
    """

    name: str
    phone: str = ""
    email: str = ""
    reference: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class MessageContent:
    """What one message says, whatever carries it. button: a label, for example "Volg uw zaak"; "" for no link.

    small_print follows the button.
    """

    subject: str
    paragraphs: tuple[Paragraph, ...]
    greeting: str = ""
    button: str = ""
    small_print: tuple[Paragraph, ...] = ()
    contact: Contact | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the content as an outbox row keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "MessageContent":
        """Return the content that to_json wrote."""
        return cls(
            subject=data["subject"],
            paragraphs=tuple(Paragraph(**row) for row in data["paragraphs"]),
            greeting=data["greeting"],
            button=data["button"],
            small_print=tuple(Paragraph(**row) for row in data["small_print"]),
            contact=Contact(**data["contact"]) if data["contact"] else None,
        )


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name a message leaves, as it stands at delivery. visit: where its reader can go and when, a line each."""

    city_name: str
    phone: str
    email: str
    visit: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The city as the head and the end of a mail write it."""
        return full_name(self.city_name)


sender: Slot[Callable[[str], Sender]] = Slot("sender of messages")
"""Filled by the app that knows the city and its counters; called with a place's slug or ""."""


@dataclass(frozen=True, slots=True)
class RenderedMail:
    """A mail as it leaves. text and html say the same in the same order. reply_to: where an answer arrives; "" for nowhere."""

    subject: str
    text: str
    html: str
    reply_to: str = ""


def render_mail(content: MessageContent, url: str) -> RenderedMail:
    """Return the content as a mail whose button leads to url. Queries: what `sender` does."""
    contact = content.contact
    city = sender.get()(contact.place if contact else "")
    reply_to = (contact.email or city.email) if contact else ""
    context = {"content": content, "url": url, "sender": city, "reply_to": reply_to, "site_url": settings.SITE_URL}
    return RenderedMail(
        " ".join(content.subject.split()),
        render_to_string("records/message.txt", context),
        render_to_string("records/message.html", context),
        reply_to,
    )
