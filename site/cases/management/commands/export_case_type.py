"""manage.py export_case_type CODE: a case type as a file, on stdout."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.files import as_data
from cases.models import CaseType
from ground.data_files import as_text, by_code


class Command(BaseCommand):
    help = "Write a case type as JSON, to keep or for import_case_types of another installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            case_type = by_code(CaseType.objects.all(), "code", options["code"], "case type")
        except LookupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(as_text(as_data(case_type)), ending="")
