"""The mails of a case: one for each event, by records' outbox. Nothing in them that only the citizen may read.

A mail says which case, that something happened and whether the citizen must act. What was decided or asked stands behind
the link: mail is read over shoulders, on shared addresses and by scanners.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from cases.models import Case, CaseEvent
from cases.workflow import Status
from records.service import (
    Contact,
    MessageContent,
    Paragraph,
    RenderedMail,
    link_for,
    queue_mail,
    render_mail,
)


def notify(case: Case, event: CaseEvent) -> None:
    """Queue the event's mail in the current transaction; a case without an address has none. One mail an event, ever."""
    if not case.applicant_email:
        return
    link_for("case", case.pk)
    content = content_of(case, event.kind, case.workflow.status(event.status))
    queue_mail(event_key(event.pk), case.applicant_email, content, target=("case", case.pk))


def event_key(event_id: int) -> str:
    """Return the outbox key of an event's mail."""
    return f"case.event:{event_id}"


def send_link(case: Case, key: str) -> None:
    """Queue the link once more, for a citizen who asked; the same key never sends twice."""
    content = content_of(case, "link", case.current_status)
    queue_mail(key, case.applicant_email, content, target=("case", case.pk))


def preview(case: Case, kind: str, status: Status) -> RenderedMail:
    """Return the mail as it would leave, with a link that opens nothing."""
    return render_mail(content_of(case, kind, status), f"{settings.SITE_URL}/t/voorbeeld/")


def content_of(case: Case, kind: str, status: Status) -> MessageContent:
    """Return the mail of an event of a kind (opened, moved, message) or of a link that was asked for ("link").

    No queries: the case needs its department, and not to be saved yet.
    """
    department = case.department
    paragraphs = [Paragraph(_news(case, kind, status))]
    if status.waiting_for == "citizen":
        paragraphs.append(Paragraph(_("U moet nog iets doen. Op de pagina leest u wat."), is_important=True))
    elif status.is_final and kind != "link":
        paragraphs.append(Paragraph(_("Op de pagina leest u het resultaat.")))
    elif kind == "opened":
        paragraphs.append(Paragraph(_("U hoeft nu niets te doen. Wij mailen u als er nieuws is.")))
    return MessageContent(
        subject=_subject(case, kind, status),
        greeting=_("Dag,"),
        paragraphs=tuple(paragraphs),
        button=_("Volg uw aanvraag"),
        small_print=(Paragraph(_("Deze link is alleen voor u. Geef hem niet door.")),),
        contact=Contact(department.name, department.phone, department.email, case.reference),
    )


def _news(case: Case, kind: str, status: Status) -> str:
    reference = {"reference": case.reference}
    if kind == "opened":
        return _("Wij hebben uw aanvraag goed ontvangen. Uw nummer is %(reference)s.") % reference
    if kind == "link":
        return (
            _("U vroeg de link naar uw aanvraag %(reference)s. Vroeg u die niet? Dan hoeft u niets te doen.")
            % reference
        )
    if kind == "message":
        return _("Er staat een bericht voor u klaar over uw aanvraag %(reference)s.") % reference
    if status.is_final:
        return _("Uw aanvraag %(reference)s is afgerond.") % reference
    return _("Er is nieuws over uw aanvraag %(reference)s.") % reference


def _subject(case: Case, kind: str, status: Status) -> str:
    reference = {"reference": case.reference}
    if kind == "opened":
        return _("Wij hebben uw aanvraag %(reference)s ontvangen") % reference
    if kind == "link":
        return _("De link naar uw aanvraag %(reference)s") % reference
    if status.waiting_for == "citizen":
        return _("Wij wachten op u voor uw aanvraag %(reference)s") % reference
    if kind == "message":
        return _("Er is een bericht over uw aanvraag %(reference)s") % reference
    if status.is_final:
        return _("Uw aanvraag %(reference)s is afgerond") % reference
    return _("Er is nieuws over uw aanvraag %(reference)s") % reference
