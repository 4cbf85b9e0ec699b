"""The registry of what can be done to a case.

An app registers its actions in `case_actions.py`, which is found by itself when the app is installed; ours come the same way.
"""

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from cases import mail_words
from ground.events import EventKind, events
from ground.registry import Registry
from records.service import MailKind, mail_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.actions.base import CaseAction

    A = TypeVar("A", bound=type[CaseAction])

case_actions: "Registry[CaseAction]" = Registry("case action")


def register(code: str) -> "Callable[[A], A]":
    """Register an action under a code that is stored and never changes; its audit line and its mail are declared with it."""

    def registered(action_class: "A") -> "A":
        action = action_class(code)
        case_actions.register(code, action)
        events.register(action.audit, EventKind(action.audit, action.audit_label))
        if kind := mail_of(action):
            mail_kinds.register(kind.code, kind)
        return action_class

    return registered


@contextmanager
def temporarily(code: str, action_class: "type[CaseAction]") -> "Iterator[CaseAction]":
    """Register an action for the length of a test."""
    action = action_class(code)
    with ExitStack() as stack:
        stack.enter_context(case_actions.temporarily(code, action))
        stack.enter_context(events.temporarily(action.audit, EventKind(action.audit, action.audit_label)))
        if kind := mail_of(action):
            stack.enter_context(mail_kinds.temporarily(kind.code, kind))
        yield action


def mail_of(action: "CaseAction") -> MailKind | None:
    """Return the kind of mail by which an action tells the citizen; None for one that sends none."""
    return mail_words.as_kind(action.event_kind, action.audit_label, action.mail) if action.mail else None


def action_at(path: str) -> "CaseAction | None":
    """Return the action at the last part of an address in the admin, for example "bericht"."""
    return next((action for _code, action in case_actions.items() if action.path == path), None)


def action_of_event(kind: str) -> "CaseAction | None":
    """Return the action whose events are of this kind; None for "opened", and for an action that is registered no more."""
    return next(
        (action for _code, action in case_actions.items() if action.event_kind and action.event_kind == kind), None
    )
