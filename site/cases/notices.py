"""The mails of a case: one for each event, by records' outbox.

A mail says what it is about, what is new, what its reader must do and by when they hear more. What staff wrote stands behind the
link, but for the reason of a refusal: mail is read over shoulders, on shared addresses and by scanners. Of a discreet case it
says the number and nothing else.
"""

from django.conf import settings
from django.utils.translation import gettext

from cases import dates, next_step
from cases.models import Case, CaseEvent
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
    new_mail,
    queue_mail,
    render_mail,
)


def notify(case: Case, event: CaseEvent) -> None:
    """Queue the event's mail in the current transaction; a case without an address has none. One mail an event, ever."""
    if not case.applicant_email:
        return
    link_for("case", case.pk)
    content = content_of(case, event.kind, case.workflow.status(event.status), event.text)
    queue_mail(event_key(event.pk), case.applicant_email, content, target=("case", case.pk))


def opening_mail(case: Case) -> OutboxMessage | None:
    """Return the first mail of a case that is about to be written; its key and target are still to come. No queries."""
    if not case.applicant_email:
        return None
    content = content_of(case, CaseEvent.Kind.OPENED, case.current_status)
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


def content_of(case: Case, kind: str, status: Status, text: str = "") -> MessageContent:
    """Return the mail of an event of a kind (opened, moved, message) or of a link that was asked for ("link").

    text: what staff wrote. No queries when the case came with CaseQuerySet.with_words; it need not be saved yet.
    """
    if case.is_discreet:
        return _discreet(case, kind)
    department = case.department
    return MessageContent(
        subject=_subject(case, kind, status),
        greeting=gettext("Dag,"),
        paragraphs=(*_news(case, kind, status), *_what_next(case, kind, status, text)),
        button=gettext("Volg uw %(noun)s") % {"noun": case.noun},
        small_print=(Paragraph(gettext("Deze link is alleen voor u. Geef hem niet door.")),),
        contact=Contact(department.name, department.phone, department.email, case.reference, case.place_slug),
    )


def says_text(case: Case, status: Status) -> bool:
    """Return whether the mail of a move to the status holds what staff wrote."""
    return status.needs_reason and not case.is_discreet


def _discreet(case: Case, kind: str) -> MessageContent:
    reference = {"reference": case.reference}
    if kind == "opened":
        news = gettext("Wij hebben iets van u ontvangen. Uw nummer is %(reference)s.") % reference
    elif kind == "link":
        news = (
            gettext("U vroeg een link bij nummer %(reference)s. Vroeg u die niet? Dan hoeft u niets te doen.")
            % reference
        )
    else:
        news = gettext("Er is nieuws bij nummer %(reference)s. U leest het op uw pagina.") % reference
    return MessageContent(
        subject=gettext("Bericht van de stad over nummer %(reference)s") % reference,
        greeting=gettext("Dag,"),
        paragraphs=(Paragraph(news),),
        button=gettext("Open uw pagina"),
        small_print=(Paragraph(gettext("Deze link is alleen voor u. Geef hem niet door.")),),
        contact=Contact("", reference=case.reference),
    )


def _subject(case: Case, kind: str, status: Status) -> str:
    words = {"noun": case.noun, "title": case.title, "reference": case.reference, "status": status.citizen_title}
    if kind == "opened":
        return gettext("We ontvingen uw %(noun)s: %(title)s (%(reference)s)") % words
    if kind == "link":
        return gettext("De link naar uw %(noun)s: %(title)s (%(reference)s)") % words
    if kind == "message":
        return gettext("Bericht over uw %(noun)s: %(title)s (%(reference)s)") % words
    return gettext("%(status)s: %(title)s (%(reference)s)") % words


def _news(case: Case, kind: str, status: Status) -> list[Paragraph]:
    """Return what the mail is about and what is new."""
    words = {"noun": case.noun, "title": case.title, "reference": case.reference, "status": status.citizen_title}
    if kind == "opened":
        news = gettext("Wij hebben uw %(noun)s ‘%(title)s’ goed ontvangen. Uw nummer is %(reference)s.") % words
    elif kind == "link":
        news = gettext("U vroeg de link naar uw %(noun)s ‘%(title)s’ (%(reference)s).") % words
    elif kind == "message":
        news = gettext("Er staat een bericht voor u klaar over uw %(noun)s ‘%(title)s’ (%(reference)s).") % words
    else:
        news = gettext("Er is nieuws over uw %(noun)s ‘%(title)s’ (%(reference)s): %(status)s.") % words
    paragraphs = [Paragraph(news)]
    if case.product is not None and case.product.title != case.title:
        paragraphs.append(Paragraph(gettext("Het gaat over: %(product)s.") % {"product": case.product.title}))
    if kind == "link":
        paragraphs.append(Paragraph(gettext("Vroeg u die link niet? Dan hoeft u niets te doen.")))
    return paragraphs


def _what_next(case: Case, kind: str, status: Status, text: str) -> list[Paragraph]:
    """Return what follows from the status: the reason, its explanation, what the reader must do, or by when they hear more."""
    if kind == "link":
        return []
    paragraphs = []
    if kind == "moved" and text and says_text(case, status):
        paragraphs.append(Paragraph(text))
    if kind != "message":
        paragraphs.append(Paragraph(status.citizen_text))
    if status.act:
        paragraphs.append(Paragraph(next_step.in_words(status.act), is_important=True))
    elif status.waiting_for == "city":
        paragraphs.append(Paragraph(gettext("U hoeft nu niets te doen. Wij mailen u als er nieuws is.")))
        if term := _term(case, kind):
            paragraphs.append(Paragraph(term))
    return paragraphs


def _term(case: Case, kind: str) -> str:
    """Return by when the citizen hears more, or that it is late; "" without a date.

    Any mail but the first is itself the first answer, in its preview too.
    """
    if kind == "opened" and case.answer_due:
        return gettext("U krijgt een eerste antwoord ten laatste op %(date)s.") % {"date": day(case.answer_due)}
    if not case.due:
        return ""
    if LATE.holds(case.due, dates.today()):
        text = gettext("Ons antwoord moest er zijn tegen %(date)s. Dat is niet gelukt. Onze excuses.")
    else:
        text = gettext("U krijgt ons antwoord ten laatste op %(date)s.")
    return text % {"date": day(case.due)}
