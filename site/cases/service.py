"""The door of cases."""

from cases.actions import assign, message, move, note, perform
from cases.actions.base import Button, CaseAction, Change, Doing
from cases.actions.texts import MessageForm
from cases.bulk_jobs import sweep as sweep_bulk_jobs
from cases.errors import NotPossible, TextIncomplete
from cases.files import as_data as case_type_data
from cases.files import read as read_case_type
from cases.mail_words import MailWords
from cases.models import Case, CaseType
from cases.permissions import changeable_cases, visible_cases
from cases.recounting import recount
from cases.reference import normalise as normalise_reference
from cases.reference import occurs_in as holds_reference
from cases.registry import register as register_action
from cases.retention.destroying import dispose as dispose_approved
from cases.retention.proposing import propose
from cases.sink import CaseSink, receipt_of
from cases.summary import Summary, public_summary

__all__ = [
    "Button",
    "Case",
    "CaseAction",
    "CaseSink",
    "CaseType",
    "Change",
    "Doing",
    "MailWords",
    "MessageForm",
    "NotPossible",
    "Summary",
    "TextIncomplete",
    "assign",
    "case_type_data",
    "changeable_cases",
    "dispose_approved",
    "holds_reference",
    "message",
    "move",
    "normalise_reference",
    "note",
    "perform",
    "propose",
    "public_summary",
    "read_case_type",
    "receipt_of",
    "recount",
    "register_action",
    "sweep_bulk_jobs",
    "visible_cases",
]
