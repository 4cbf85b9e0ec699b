"""The actions that come with cases, in the order of their buttons; registered through the door that any app uses."""

from cases.actions.assigning import AssignAction
from cases.actions.holding import HoldAction, LiftHoldAction
from cases.actions.messaging import MessageAction
from cases.actions.moving import MoveAction
from cases.actions.noting import NoteAction
from cases.actions.retrying import RetryMailAction
from cases.actions.revealing import RevealAction
from cases.actions.undoing import UndoAction
from cases.registry import register

register("move")(MoveAction)
register("message")(MessageAction)
register("assign")(AssignAction)
register("note")(NoteAction)
register("retry_mail")(RetryMailAction)
register("show_in_full")(RevealAction)
register("undo")(UndoAction)
register("place_hold")(HoldAction)
register("lift_hold")(LiftHoldAction)
