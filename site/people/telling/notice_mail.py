"""Delivering notices: whether the receiver may still see what they tell of is asked now, and the mail is made now."""

import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.writing import long_date
from people import notices
from people.models import Department, User
from people.notices import NoticeKind, notice_kinds
from records.models import OutboxMessage
from records.service import MailKind, MessageContent, Paragraph, Part, mail_texts, queue_mail

MAX_LINES = 50
"""Of one kind in one mail; more it counts."""

SMALL_PRINT = Part(
    "small",
    _("Kleine letters"),
    _("U kiest zelf welke meldingen u krijgt: in de Stadswinkel, onder uw account."),
    is_long=True,
)
NOTICE_MAIL = MailKind(
    code="user.notice",
    label=_("Melding aan een collega"),
    group=_("Collega’s"),
    parts=(
        Part("subject", _("Onderwerp"), _("{melding}: {nummer}"), ("melding", "nummer")),
        SMALL_PRINT,
    ),
    sample={"melding": _("Nieuwe zaak"), "nummer": "AB-7K4M-92QX-A"},
)
DIGEST_MAIL = MailKind(
    code="user.digest",
    label=_("Meldingen van de dag aan een collega"),
    group=_("Collega’s"),
    parts=(
        Part("subject", _("Onderwerp"), _("Uw meldingen van {datum}"), ("datum",)),
        Part("news", _("Eerste zin"), _("Dit is er nieuw sinds de vorige werkdag."), ("datum",), is_long=True),
        SMALL_PRINT,
    ),
    sample={"datum": "1 december 2026"},
)
"""What of them a city may write itself."""


def deliver_notice(message: OutboxMessage) -> None:
    """Mail what happened to one receiver who may see it; to another, or with the kind gone, nothing."""
    kind = notice_kinds.get(message.payload["kind"])
    user, address = _receiver(message.payload["to"])
    target = message.payload["target"]
    lines = kind.lines(user, [target]) if kind is not None and address else {}
    if kind is None or target not in lines:
        return
    number = lines[target].partition(" · ")[0]
    said = mail_texts.texts(NOTICE_MAIL.code, {"melding": str(kind.label), "nummer": number})
    content = MessageContent(
        subject=said["subject"],
        greeting=gettext("Dag,"),
        paragraphs=(Paragraph(f"{kind.label}: {lines[target]}"), Paragraph(_url(kind))),
        small_print=(Paragraph(said["small"]),),
    )
    with transaction.atomic():
        queue_mail(f"{message.key}:mail", address, content)


def deliver_digest(message: OutboxMessage) -> None:
    """Mail the notices of a day to one receiver; nothing where there is none that they may see."""
    day = datetime.date.fromisoformat(message.payload["day"])
    user, address = _receiver(message.payload["to"])
    paragraphs = []
    for _code, kind in notice_kinds.items():
        targets = notices.of_digest(kind, day, message.payload["to"]) if address else []
        lines = list(kind.lines(user, targets).values()) if targets else []
        if lines:
            paragraphs.append(Paragraph(_list(kind, lines)))
    if not paragraphs:
        return
    said = mail_texts.texts(DIGEST_MAIL.code, {"datum": long_date(day)})
    content = MessageContent(
        subject=said["subject"],
        greeting=gettext("Dag,"),
        paragraphs=(Paragraph(said["news"]), *paragraphs),
        small_print=(Paragraph(said["small"]),),
    )
    with transaction.atomic():
        queue_mail(f"{message.key}:mail", address, content)


def _list(kind: NoticeKind, lines: list[str]) -> str:
    shown = [f"- {line}" for line in lines[:MAX_LINES]]
    if (more := len(lines) - MAX_LINES) > 0:
        shown.append(gettext("- en nog %(number)d andere") % {"number": more})
    return "\n".join([f"{kind.label}:", *shown, _url(kind)])


def _url(kind: NoticeKind) -> str:
    return urljoin(f"{settings.SITE_URL}/", kind.address())


def _receiver(to: str) -> tuple[User | None, str]:
    """Return the colleague and their address; no colleague for a shared mailbox, "" for who is not there any more."""
    if to.startswith("u"):
        user = User.objects.filter(pk=int(to[1:]), is_active=True).first()
        return user, user.email if user is not None else ""
    department = Department.objects.filter(pk=int(to[1:]), closed_at=None).first()
    return None, department.notices_email if department is not None else ""
