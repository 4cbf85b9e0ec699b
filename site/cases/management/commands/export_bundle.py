"""manage.py export_bundle KEY: a form with its case type and the texts of its mails as one file, on stdout."""

from typing import Any

from django.db.models import QuerySet

from cases.bundle import as_data
from forms_app.service import Form
from ground.data_commands import ExportCommand


class Command(ExportCommand):
    help = "Write a form, its case type and the city's own texts of mails about cases as one JSON file, for import_bundles."
    code, noun = "key", "form"

    def rows(self) -> QuerySet[Form]:
        forms: QuerySet[Form] = Form.objects.all()
        return forms

    def as_data(self, row: Form) -> dict[str, Any]:
        return as_data(row)
