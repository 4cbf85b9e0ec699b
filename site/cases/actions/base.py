"""What can be done to a case, as an object: all that is known about one action stands in its one class.

`cases.actions.performing` does it: permission, compare-and-swap, event, dates, audit line and mail, in one transaction.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from django import forms
from django.utils.functional import Promise

from cases.access import STAFF, Permission
from cases.mail_words import MailWords
from cases.models import Case, CaseEvent
from ground.actor import Actor, ActorKind
from people.models import User

Text = str | Promise
Place = Literal["step", "next", "side", "mail", "answer", "event", "kept", ""]
"""Where the button stands on the case page: among the steps of the workflow, below them, in the side column, at a mail,
at a masked answer, at an event in the timeline or at how long the case is kept; "" nowhere.
"""


@dataclass(frozen=True, slots=True)
class Doing:
    """One time that an action is done, or looked at before it is. user: the member of staff, None for the system.

    values: what the form or the caller gives, and the action's argument under its name. at: when it happened.
    """

    actor: Actor
    user: User | None
    case: Case
    at: datetime.datetime
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What an action does to a case, not written yet. fields: columns of Case; text: what the citizen is told; audit:
    codes and ids; undoes: the event that this one takes back.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    audit: dict[str, Any] = field(default_factory=dict)
    undoes: CaseEvent | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A way to the action.

    argument ends its address; values are posted with it where the action has no page; is_main: the usual one.
    """

    label: Text
    argument: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    is_main: bool = False


class CaseAction:
    """One action. Override what differs; docs/guides/developers.md has an example."""

    permission: ClassVar[Permission] = "change"
    """What the role must give: "view", "change" or "assign"."""
    actors: ClassVar[frozenset[ActorKind]] = STAFF | {"system"}
    """Who may do it at all."""
    label: ClassVar[Text] = ""
    """Its button, and the title of its page: "Verleng de termijn"."""
    done: ClassVar[Text] = ""
    """What the page says afterwards: "De termijn is verlengd."."""
    path: str = ""
    """The last part of its address in the admin: "verleng"; the code where it is empty."""
    argument: ClassVar[str] = ""
    """The name of the value that follows in the address, for example "target"; "" for none."""
    form_class: ClassVar[type[forms.Form]] = forms.Form
    text_field: ClassVar[str] = "message"
    """The field beside which TextIncomplete stands."""
    template: ClassVar[str] = ""
    """The page on which its form is filled in, which extends "cases/admin/action.html"; "" where the button does it at once."""
    place: ClassVar[Place] = "next"
    button_template: ClassVar[str] = "cases/admin/actions/button.html"
    anchor: ClassVar[str] = ""
    """Where on the case page one comes back: "#tijdlijn"."""
    reveals: ClassVar[bool] = False
    """Whether it shows the answer that its argument names, once, on the page that answers."""
    event_kind: ClassVar[str] = ""
    """The kind of its line in the case's history, which the citizen may see; stored, so it never changes. "": there is none."""
    mail: ClassVar[MailWords | None] = None
    """What the mail of its event says; None: no mail leaves."""
    undo_within: ClassVar[datetime.timedelta | None] = None
    """How long its event can be undone, and how long its mail waits; None: not at all."""
    audit_label: ClassVar[Text] = ""
    """Its audit line in words: "Termijn verlengd"."""
    audit: str = ""
    """The code of its audit line; "case." and its own code where it is empty."""
    is_in_timeline: ClassVar[bool] = False
    """Whether its audit lines stand in the timeline of the case: for an action without an event."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.path = self.path or code
        self.audit = self.audit or f"case.{code}"

    def has_argument(self, case: Case, argument: str) -> bool:
        """Return whether the argument names something; an address with any other does not exist."""
        return True

    def form(self, case: Case, argument: str, data: Mapping[str, Any] | None) -> forms.Form:
        """Return the form, bound to what was posted or (None) as it is first shown."""
        return self.form_class(data, initial=self.initial(case, argument))

    def initial(self, case: Case, argument: str) -> dict[str, Any]:
        """Return what stands in the form at first."""
        return {}

    def title(self, case: Case, argument: str) -> Text:
        """Return the title of its page."""
        return self.label

    def refusal(self, doing: Doing) -> str:
        """Return why it cannot be done to this case now, whatever is filled in; "" when it can."""
        return ""

    def check(self, doing: Doing) -> None:
        """Raise NotPossible, or TextIncomplete, for what is wrong with the values."""

    def change(self, doing: Doing) -> Change:
        """Return what it does; writes nothing, so that its page can show it before."""
        return Change()

    def write(self, doing: Doing, event: CaseEvent | None) -> object:
        """Write what stands outside the case's own row, in the same transaction; what it returns, `perform` hands on."""

    def undo(self, doing: Doing, event: CaseEvent) -> None:
        """Take back what `write` wrote, in the transaction that undoes the event. The case's own columns are put back before."""

    def success(self, doing: Doing) -> Text:
        """Return what the page says when it is done."""
        return self.done

    def buttons(self, case: Case, user: User, subject: object = None) -> list[Button]:
        """Return its buttons for who may do it. subject: the mail, answer or event at which they stand."""
        return [Button(self.label)] if not self.argument else []

    def button_context(self, case: Case, user: User) -> dict[str, Any]:
        """Return what its button's template needs besides."""
        return {}

    def event_title(self, case: Case, event: CaseEvent) -> Text:
        """Return the line of its event in the timeline."""
        return self.label

    def audit_title(self, detail: Mapping[str, Any], names: Mapping[str, str]) -> Text:
        """Return the line of its audit line in the timeline. names: of the colleagues in it, by id."""
        return self.audit_label
