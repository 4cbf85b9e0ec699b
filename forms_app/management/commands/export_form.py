"""manage.py export_form KEY: a form as a file, on stdout."""

from typing import Any

from django.db.models import QuerySet

from forms_app.editing.files import as_data
from forms_app.models import Form
from ground.data_commands import ExportCommand


class Command(ExportCommand):
    help = "Write a form as JSON, as its latest draft says, to keep or for import_forms of another installation."
    code, noun = "key", "form"

    def rows(self) -> QuerySet[Form]:
        forms: QuerySet[Form] = Form.objects.all()
        return forms

    def as_data(self, row: Form) -> dict[str, Any]:
        return as_data(row.get_latest_revision_as_object() if row.latest_revision_id else row)
