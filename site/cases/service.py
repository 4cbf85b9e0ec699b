"""The door of cases."""

from cases.actions import assign, message, move, note
from cases.bulk_jobs import sweep as sweep_bulk_jobs
from cases.models import Case, CaseType
from cases.permissions import changeable_cases, visible_cases
from cases.recounting import recount
from cases.reference import normalise as reference_of
from cases.reference import occurs_in as holds_reference
from cases.sink import CaseSink, receipt_of
from cases.summary import Summary, public_summary
from cases.types import define as define_case_type

__all__ = [
    "Case",
    "CaseSink",
    "CaseType",
    "Summary",
    "assign",
    "changeable_cases",
    "define_case_type",
    "holds_reference",
    "message",
    "move",
    "note",
    "public_summary",
    "receipt_of",
    "recount",
    "reference_of",
    "sweep_bulk_jobs",
    "visible_cases",
]
