"""Undoing what an action just did, where the action can be undone."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.access import permissions_of, permit
from cases.actions.base import Button, CaseAction, Change, Doing, Text
from cases.actions.performing import column, perform
from cases.errors import NotPossible
from cases.models import Case, CaseEvent
from cases.notices import event_key
from cases.registry import action_of_event
from ground.actor import Actor
from ground.ids import read_id
from people.models import User
from records.service import withdraw_message


class UndoAction(CaseAction):
    """Appends an event that takes the last one out of the case's clock and out of the citizen's page, and puts back what
    it overwrote.

    Who may do an action may undo it, a colleague's too. Refused when its time (`undo_within`) is over, when anyone
    changed the case since, and when its mail has left.
    """

    path = "ongedaan"
    argument = "event_id"
    label = _("Maak ongedaan")
    done = _("Dat is ongedaan gemaakt.")
    place = "event"
    button_template = "cases/admin/actions/small_button.html"
    anchor = "#tijdlijn"
    event_kind = "undone"
    audit_label = _("Ongedaan gemaakt")

    def has_argument(self, case: Case, argument: str) -> bool:
        return self._event(case, argument) is not None

    def refusal(self, doing: Doing) -> str:
        return self._refusal(doing, self._event(doing.case, doing.values["event_id"]))

    def _refusal(self, doing: Doing, event: CaseEvent | None) -> str:
        action = action_of_event(event.kind) if event else None
        if event is None or action is None or action.undo_within is None or not event.before:
            return gettext("Dit kan niet ongedaan gemaakt worden.")
        if doing.at > event.at + action.undo_within:
            return gettext("Het is te laat om dit ongedaan te maken.")
        if event.before["lock_version"] != doing.case.lock_version:
            return gettext("Dit kan niet meer ongedaan gemaakt worden: de zaak is daarna gewijzigd.")
        return ""

    def check(self, doing: Doing) -> None:
        permit(doing.actor, doing.case, self._action_of(self._event(doing.case, doing.values["event_id"])).code)

    def change(self, doing: Doing) -> Change:
        event = self._event(doing.case, doing.values["event_id"])
        assert event is not None  # noqa: S101  # refusal() has looked
        overwritten = {
            column(name).attname: column(name).to_python(was) for name, was in event.before["fields"].items()
        }
        return Change(overwritten, audit={"event": event.pk}, undoes=event)

    def write(self, doing: Doing, event: CaseEvent | None) -> None:
        undone = event.undoes if event else None
        assert undone is not None  # noqa: S101  # change() says so
        if not withdraw_message(event_key(undone.pk)):
            raise NotPossible(gettext("Dit kan niet meer ongedaan gemaakt worden: de mail is al vertrokken."))
        self._action_of(undone).undo(doing, undone)

    def buttons(self, case: Case, user: User, subject: Any = None) -> list[Button]:  # noqa: ANN401  # what stands beside this action's button: an event
        doing = Doing(Actor("staff", str(user.pk)), user, case, timezone.now())
        action = action_of_event(subject.kind)
        can = action is not None and action.permission in permissions_of(user) and not self._refusal(doing, subject)
        return [Button(self.label, str(subject.pk))] if can else []

    def event_title(self, case: Case, event: CaseEvent) -> Text:
        undone = event.undoes
        action = action_of_event(undone.kind) if undone else None
        title = action.event_title(case, undone) if action and undone else ""
        return gettext("Ongedaan gemaakt: %(what)s") % {"what": title}

    def _event(self, case: Case, event_id: object) -> CaseEvent | None:
        return case.events.standing().filter(pk=read_id(event_id)).first()

    def _action_of(self, event: CaseEvent | None) -> CaseAction:
        action = action_of_event(event.kind) if event else None
        assert action is not None  # noqa: S101  # refusal() has looked
        return action


def undo(actor: Actor, case: Case, event: CaseEvent, *, lock_version: int) -> CaseEvent:
    """Take back an event of the case; raises as `perform` does. Returns the event that says so."""
    done = perform(actor, case, "undo", lock_version=lock_version, event_id=event.pk)
    assert done.event is not None  # noqa: S101  # it has a kind of event
    return done.event
