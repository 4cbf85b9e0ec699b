"""Writing to the citizen without another status."""

import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.base import CaseAction, Change, Doing, Text
from cases.actions.performing import perform
from cases.actions.texts import MessageForm, refuse_gaps
from cases.errors import TextIncomplete
from cases.mail_words import MailWords
from cases.models import Case, CaseEvent
from ground.actor import Actor


class MessageAction(CaseAction):
    """A message. It counts as a first answer."""

    path = "bericht"
    label = _("Schrijf de burger een bericht")
    form_class = MessageForm
    template = "cases/admin/actions/message.html"
    event_kind = "message"
    mail = MailWords(
        subject=_("Bericht over uw {soort}: {titel} ({nummer})"),
        news=_("Er staat een bericht voor u klaar over uw {soort} ‘{titel}’ ({nummer})."),
        has_status=False,
    )
    audit_label = _("Bericht aan de burger")

    def title(self, case: Case, argument: str) -> Text:
        return self.audit_label

    def check(self, doing: Doing) -> None:
        if not doing.values["message"].strip():
            raise TextIncomplete(gettext("Schrijf eerst een bericht."))
        refuse_gaps(doing.values["message"])

    def change(self, doing: Doing) -> Change:
        return Change({"answered_at": doing.case.answered_at or doing.at}, doing.values["message"])

    def success(self, doing: Doing) -> Text:
        return _("Het bericht vertrekt naar de burger.") if doing.case.applicant_email else _("Het bericht is bewaard.")

    def event_title(self, case: Case, event: CaseEvent) -> Text:
        return self.audit_label


def message(
    actor: Actor, case: Case, text: str, *, lock_version: int, at: datetime.datetime | None = None
) -> CaseEvent:
    """Tell the citizen something without another status; raises as `perform` does."""
    done = perform(actor, case, "message", lock_version=lock_version, at=at, message=text)
    assert done.event is not None  # noqa: S101  # it has a kind of event
    return done.event
