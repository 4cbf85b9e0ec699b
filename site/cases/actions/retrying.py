"""Sending a mail again that failed for good."""

import uuid
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.base import Button, CaseAction, Change, Doing
from cases.actions.performing import perform
from cases.models import Case, CaseEvent
from ground.actor import Actor
from people.models import User
from records.models import OutboxMessage
from records.service import messages_of, retry_message


class RetryMailAction(CaseAction):
    """One of the case's own mails, queued again."""

    path = "mail"
    argument = "message_id"
    label = _("Verstuur opnieuw")
    done = _("We proberen de mail opnieuw te versturen.")
    place = "mail"
    button_template = "cases/admin/actions/small_button.html"
    anchor = "#tijdlijn"
    audit = "case.mail_retried"
    audit_label = _("Mail opnieuw in de rij gezet")

    def has_argument(self, case: Case, argument: str) -> bool:
        try:
            uuid.UUID(argument)
        except ValueError:
            return False
        return True

    def refusal(self, doing: Doing) -> str:
        mail = self._mail(doing)
        if mail is None:
            return gettext("Dat bericht hoort niet bij deze zaak.")
        return "" if mail.payload else gettext("De inhoud van deze mail is gewist: ze is te oud om nog te versturen.")

    def change(self, doing: Doing) -> Change:
        return Change(audit={"message": str(doing.values["message_id"])})

    def write(self, doing: Doing, event: CaseEvent | None) -> None:
        if mail := self._mail(doing):
            retry_message(mail)

    def buttons(self, case: Case, user: User, subject: Any = None) -> list[Button]:  # noqa: ANN401  # what stands beside this action's button: a mail of the timeline
        return [Button(self.label, str(subject.pk))] if subject.can_retry else []

    def _mail(self, doing: Doing) -> OutboxMessage | None:
        return messages_of("case", doing.case.pk).filter(pk=doing.values["message_id"]).first()


def retry_mail(actor: Actor, case: Case, message_id: uuid.UUID) -> None:
    """Queue one of the case's failed mails again; raises as `perform` does."""
    perform(actor, case, "retry_mail", message_id=message_id)
