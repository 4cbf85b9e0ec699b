"""Case types, their frozen versions, cases and what happened to them."""

from cases.models.bulk_job import BulkJob, BulkJobItem
from cases.models.case import Case, CaseExclusion
from cases.models.case_type import CaseType, CaseTypeVersion, Noun
from cases.models.history import OPENED, CaseEvent, CaseNote

__all__ = [
    "OPENED",
    "BulkJob",
    "BulkJobItem",
    "Case",
    "CaseEvent",
    "CaseExclusion",
    "CaseNote",
    "CaseType",
    "CaseTypeVersion",
    "Noun",
]
