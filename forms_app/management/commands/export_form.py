"""manage.py export_form KEY: a form as a file, on stdout."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forms_app.editing.files import as_data
from forms_app.models import Form
from ground.data_files import as_text, by_code


class Command(BaseCommand):
    help = "Write a form as JSON, as its latest draft says, to keep or for import_forms of another installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", metavar="KEY")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            form = by_code(Form.objects.all(), "key", options["key"], "form")
        except LookupError as error:
            raise CommandError(str(error)) from None
        latest = form.get_latest_revision_as_object() if form.latest_revision_id else form
        self.stdout.write(as_text(as_data(latest)), ending="")
