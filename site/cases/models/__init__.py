"""Case types, their frozen versions, cases and what happened to them."""

from cases.models.bulk_job import BulkJob, BulkJobItem
from cases.models.case import Case, CaseExclusion
from cases.models.case_type import CaseType, CaseTypeVersion, Noun
from cases.models.disposal import OPEN, Declaration, Disposal, DisposalItem
from cases.models.history import OPENED, CaseEvent, CaseNote
from cases.models.legal_hold import LegalHold

__all__ = [
    "OPEN",
    "OPENED",
    "BulkJob",
    "BulkJobItem",
    "Case",
    "CaseEvent",
    "CaseExclusion",
    "CaseNote",
    "CaseType",
    "CaseTypeVersion",
    "Declaration",
    "Disposal",
    "DisposalItem",
    "LegalHold",
    "Noun",
]
