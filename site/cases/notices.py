"""The mails of a case: one for each event, by records' outbox. Nothing in them that only the citizen may read.

A mail says which case, that something happened and whether the citizen must act. What was decided or asked stands behind
the link: mail is read over shoulders, on shared addresses and by scanners.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cases.models import Case, CaseEvent
from cases.workflow import Status
from counters.service import city_contact
from records.service import link_for, queue_mail, url_of


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail as it leaves: subject, plain text and the same as HTML."""

    subject: str
    text: str
    html: str


def notify(case: Case, event: CaseEvent) -> None:
    """Queue the event's mail in the current transaction; a case without an address has none. One mail an event, ever."""
    if not case.applicant_email:
        return
    notice = compose(case, event.kind, case.workflow.status(event.status), url_of(link_for("case", case.pk)))
    queue_mail(
        event_key(event.pk), case.applicant_email, notice.subject, notice.text, notice.html, target=("case", case.pk)
    )


def event_key(event_id: int) -> str:
    """Return the outbox key of an event's mail."""
    return f"case.event:{event_id}"


def send_link(case: Case, key: str) -> None:
    """Queue the link once more, for a citizen who asked; the same key never sends twice."""
    notice = compose(case, "link", case.current_status, url_of(link_for("case", case.pk)))
    queue_mail(key, case.applicant_email, notice.subject, notice.text, notice.html, target=("case", case.pk))


def compose(case: Case, kind: str, status: Status, url: str) -> Notice:
    """Return the mail of an event of a kind (opened, moved, message) or of a link that was asked for ("link")."""
    city = city_contact()
    context = {
        "city_name": city.city_name,
        "phone": city.phone,
        "address": city.address,
        "case": case,
        "kind": kind,
        "status": status,
        "url": url,
        "department": case.department,
        "city": city,
        "must_act": status.waiting_for == "citizen",
    }
    text = render_to_string("emails/case_notice.txt", context)
    return Notice(_subject(case, kind, status), text, render_to_string("emails/case_notice.html", context))


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
