"""Taking a case to another status."""

import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.base import Button, CaseAction, Change, Doing, Text
from cases.actions.performing import perform
from cases.actions.texts import MessageForm, refuse_gaps
from cases.errors import TextIncomplete
from cases.mail_words import MailWords
from cases.models import Case, CaseEvent
from cases.workflow import Transition
from ground.actor import Actor
from people.models import User
from records.service import set_expiry

LINK_DAYS_AFTER_END = 365
"""How long the citizen's link still opens a case after its end."""


class MoveAction(CaseAction):
    """A step of the workflow, told to the citizen; a handler who moves an unclaimed case claims it."""

    path = "stap"
    argument = "target"
    form_class = MessageForm
    template = "cases/admin/actions/move.html"
    place = "step"
    event_kind = "moved"
    mail = MailWords(
        subject=_("{status}: {titel} ({nummer})"),
        news=_("Er is nieuws over uw {soort} ‘{titel}’ ({nummer}): {status}."),
        has_reason=True,
    )
    audit = "case.moved"
    audit_label = _("Status gewijzigd")

    def has_argument(self, case: Case, argument: str) -> bool:
        return any(status.code == argument for status in case.workflow.statuses)

    def initial(self, case: Case, argument: str) -> dict[str, Any]:
        move = case.workflow.transition(case.status, argument)
        return {"message": move.message if move else ""}

    def title(self, case: Case, argument: str) -> Text:
        move = case.workflow.transition(case.status, argument)
        return move.label if move else case.workflow.status(argument).label

    def refusal(self, doing: Doing) -> str:
        if self._move(doing) is not None:
            return ""
        return gettext("Deze stap kan nu niet: de zaak staat op “%(status)s”.") % {"status": doing.case.status_label}

    def check(self, doing: Doing) -> None:
        status, text = doing.case.workflow.status(doing.values["target"]), doing.values["message"]
        if status.needs_reason and not text.strip():
            raise TextIncomplete(
                gettext("Schrijf waarom. De burger krijgt bij “%(status)s” altijd een reden.")
                % {"status": status.label}
            )
        if status.asks_in_message and not text.strip():
            raise TextIncomplete(
                gettext("Schrijf wat u van de burger vraagt. Bij “%(status)s” leest de burger dat op zijn pagina.")
                % {"status": status.label}
            )
        move = self._move(doing)
        refuse_gaps(text, move.message if move else "")

    def change(self, doing: Doing) -> Change:
        case = doing.case
        status = case.workflow.status(doing.values["target"])
        fields: dict[str, Any] = {
            "status": status.code,
            "status_label": status.label,
            "waiting_for": status.waiting_for,
            "answered_at": case.answered_at or doing.at,
            "closed_at": doing.at if status.is_final else None,
        }
        if case.is_unassigned and doing.user is not None:
            fields["handler"] = doing.user
        return Change(fields, doing.values["message"], {"source": case.status, "target": status.code})

    def write(self, doing: Doing, event: CaseEvent | None) -> None:
        if doing.case.current_status.is_final:
            set_expiry("case", doing.case.pk, doing.at + datetime.timedelta(days=LINK_DAYS_AFTER_END))

    def success(self, doing: Doing) -> Text:
        return gettext("De zaak staat nu op “%(status)s”.") % {"status": doing.case.status_label}

    def buttons(self, case: Case, user: User, subject: object = None) -> list[Button]:
        moves = case.workflow.moves_from(case.status)
        return [Button(move.label, move.target, is_main=number == 0) for number, move in enumerate(moves)]

    def event_title(self, case: Case, event: CaseEvent) -> Text:
        return gettext("Status: %(status)s") % {"status": case.workflow.status(event.status).label}

    def _move(self, doing: Doing) -> Transition | None:
        return doing.case.workflow.transition(doing.case.status, doing.values["target"])


def move(
    actor: Actor, case: Case, target: str, *, lock_version: int, message: str = "", at: datetime.datetime | None = None
) -> CaseEvent:
    """Take the case to another status and tell the citizen; raises as `perform` does."""
    done = perform(actor, case, "move", lock_version=lock_version, at=at, target=target, message=message)
    assert done.event is not None  # noqa: S101  # it has a kind of event
    return done.event
