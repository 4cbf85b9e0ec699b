"""What can be done to a case, and doing it."""

from cases.actions.assigning import assign
from cases.actions.messaging import message
from cases.actions.moving import LINK_DAYS_AFTER_END, move
from cases.actions.noting import note
from cases.actions.performing import perform
from cases.actions.retrying import retry_mail
from cases.actions.revealing import show_in_full
from cases.actions.undoing import undo

__all__ = [
    "LINK_DAYS_AFTER_END",
    "assign",
    "message",
    "move",
    "note",
    "perform",
    "retry_mail",
    "show_in_full",
    "undo",
]
