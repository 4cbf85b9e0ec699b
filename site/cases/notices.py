"""The mails of a case: one for each event, by records' outbox.

A mail says what it is about, what is new, what its reader must do and by when they hear more. What staff wrote stands behind the
link, but for the reason of a refusal: mail is read over shoulders, on shared addresses and by scanners. Of a discreet case it
says the number and nothing else.
"""

import datetime

from django.conf import settings
from django.utils.translation import gettext

from cases import dates, next_step
from cases.mail_words import LINK, MailWords, code_of
from cases.mail_words import OPENED as OPENED_WORDS
from cases.models import OPENED, Case, CaseEvent
from cases.registry import action_of_event
from cases.urgency import LATE
from cases.wording import day
from cases.workflow import Status
from records.models import OutboxMessage
from records.service import (
    Contact,
    MessageContent,
    Paragraph,
    RenderedMail,
    link_for,
    mail_texts,
    new_mail,
    queue_mail,
    render_mail,
)

OWN_WORDS = {OPENED: OPENED_WORDS, "link": LINK}
"""Mails that no action sends."""


def notify(case: Case, event: CaseEvent, not_before: datetime.datetime | None = None) -> None:
    """Queue the event's mail in the current transaction; a case without an address has none. One mail an event, ever."""
    if not case.applicant_email:
        return
    link_for("case", case.pk)
    content = content_of(case, event.kind, case.workflow.status(event.status), event.text)
    queue_mail(event_key(event.pk), case.applicant_email, content, target=("case", case.pk), not_before=not_before)


def opening_mail(case: Case) -> OutboxMessage | None:
    """Return the first mail of a case that is about to be written; its key and target are still to come. No queries."""
    if not case.applicant_email:
        return None
    content = content_of(case, OPENED, case.current_status)
    return new_mail(case.applicant_email, content, case.received_at, target_kind="case")


def event_key(event_id: int) -> str:
    """Return the outbox key of an event's mail."""
    return f"case.event:{event_id}"


def send_link(case: Case, key: str) -> None:
    """Queue the link once more, for a citizen who asked; the same key never sends twice."""
    content = content_of(case, "link", case.current_status)
    queue_mail(key, case.applicant_email, content, target=("case", case.pk))


def preview(case: Case, kind: str, status: Status, text: str = "") -> RenderedMail:
    """Return the mail as it would leave, with a link that opens nothing."""
    return render_mail(content_of(case, kind, status, text), f"{settings.SITE_URL}/t/voorbeeld/")


def words_of(kind: str) -> MailWords:
    """Return what the mail of a kind says; LookupError for a kind that sends none."""
    if kind in OWN_WORDS:
        return OWN_WORDS[kind]
    action = action_of_event(kind)
    if action is None or action.mail is None:
        raise LookupError(f"No mail tells of {kind!r}.")
    return action.mail


def content_of(case: Case, kind: str, status: Status, text: str = "") -> MessageContent:
    """Return the mail of an event of a kind ("opened", or a registered action's) or of a link that was asked for ("link").

    text: what staff wrote. No queries when the case came with CaseQuerySet.with_words; it need not be saved yet.
    """
    words = words_of(kind)
    if case.is_discreet:
        return _discreet(case, mail_texts.texts(code_of(kind), {"nummer": case.reference})["discreet"])
    department, said = case.department, mail_texts.texts(code_of(kind), _values(case, status))
    return MessageContent(
        subject=said["subject"],
        greeting=gettext("Dag,"),
        paragraphs=(*_news(case, said), *_what_next(case, words, status, text)),
        button=gettext("Volg uw %(noun)s") % {"noun": case.noun},
        small_print=(Paragraph(gettext("Deze link is alleen voor u. Geef hem niet door.")),),
        contact=Contact(department.name, department.phone, department.email, case.reference, case.place_slug),
    )


def has_text(case: Case, words: MailWords, status: Status) -> bool:
    """Return whether the mail holds what staff wrote."""
    return words.has_reason and status.needs_reason and not case.is_discreet


def _discreet(case: Case, news: str) -> MessageContent:
    reference = {"reference": case.reference}
    return MessageContent(
        subject=gettext("Bericht van de stad over nummer %(reference)s") % reference,
        greeting=gettext("Dag,"),
        paragraphs=(Paragraph(news),),
        button=gettext("Open uw pagina"),
        small_print=(Paragraph(gettext("Deze link is alleen voor u. Geef hem niet door.")),),
        contact=Contact("", reference=case.reference),
    )


def _values(case: Case, status: Status) -> dict[str, str]:
    return {"soort": case.noun, "titel": case.title, "nummer": case.reference, "status": status.citizen_title}


def _news(case: Case, said: dict[str, str]) -> list[Paragraph]:
    """Return what the mail is about and what is new."""
    paragraphs = [Paragraph(said["news"])]
    if case.product is not None and case.product.title != case.title:
        paragraphs.append(Paragraph(gettext("Het gaat over: %(product)s.") % {"product": case.product.title}))
    if said["small"]:
        paragraphs.append(Paragraph(said["small"]))
    return paragraphs


def _what_next(case: Case, words: MailWords, status: Status, text: str) -> list[Paragraph]:
    """Return what follows from the status: the reason, its explanation, what the reader must do, or by when they hear more."""
    paragraphs = []
    if text and has_text(case, words, status):
        paragraphs.append(Paragraph(text))
    if words.has_status:
        paragraphs.append(Paragraph(status.citizen_text))
    if not words.has_next:
        return paragraphs
    if status.act:
        paragraphs.append(Paragraph(next_step.in_words(status.act), is_important=True))
    elif status.waiting_for == "city":
        paragraphs.append(Paragraph(gettext("U hoeft nu niets te doen. Wij mailen u als er nieuws is.")))
        if term := _term(case, words):
            paragraphs.append(Paragraph(term))
    return paragraphs


def _term(case: Case, words: MailWords) -> str:
    """Return by when the citizen hears more, or that it is late; "" without a date.

    Any mail but the first is itself the first answer, in its preview too.
    """
    if words.is_first and case.answer_due:
        return gettext("U krijgt een eerste antwoord ten laatste op %(date)s.") % {"date": day(case.answer_due)}
    if not case.due:
        return ""
    if LATE.holds(case.due, dates.today()):
        text = gettext("Ons antwoord moest er zijn tegen %(date)s. Dat is niet gelukt. Onze excuses.")
    else:
        text = gettext("U krijgt ons antwoord ten laatste op %(date)s.")
    return text % {"date": day(case.due)}
