"""manage.py export_case_type CODE: a case type as a file, on stdout."""

from typing import Any

from django.db.models import QuerySet

from cases.files import as_data
from cases.models import CaseType
from ground.data_commands import ExportCommand


class Command(ExportCommand):
    help = "Write a case type as JSON, to keep or for import_case_types of another installation."
    code, noun = "code", "case type"

    def rows(self) -> QuerySet[CaseType]:
        return CaseType.objects.all()

    def as_data(self, row: CaseType) -> dict[str, Any]:
        return as_data(row)
