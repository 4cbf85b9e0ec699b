"""manage.py import_case_types FILE…: case types from files that export_case_type wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.files import read
from ground.actor import SYSTEM
from ground.data_files import DataFileError


class Command(BaseCommand):
    help = "Make case types from files of export_case_type. A code that is there is refused: change that in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        refused = []
        for path in options["files"]:
            try:
                case_type = read(SYSTEM, path)
            except DataFileError as error:
                refused.append(str(error))
            else:
                self.stdout.write(f"{path}: made {case_type.code}")
        if refused:
            raise CommandError("\n".join(refused))
