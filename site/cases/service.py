"""The door of cases."""

from cases.actions import assign, message, move, note
from cases.bulk_jobs import sweep as sweep_bulk_jobs
from cases.files import as_data as case_type_data
from cases.files import read as read_case_type
from cases.models import Case, CaseType
from cases.permissions import changeable_cases, visible_cases
from cases.recounting import recount
from cases.reference import normalise as reference_of
from cases.reference import occurs_in as holds_reference
from cases.sink import CaseSink, receipt_of
from cases.summary import Summary, public_summary

__all__ = [
    "Case",
    "CaseSink",
    "CaseType",
    "Summary",
    "assign",
    "case_type_data",
    "changeable_cases",
    "holds_reference",
    "message",
    "move",
    "note",
    "public_summary",
    "read_case_type",
    "receipt_of",
    "recount",
    "reference_of",
    "sweep_bulk_jobs",
    "visible_cases",
]
