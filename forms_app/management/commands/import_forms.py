"""manage.py import_forms FILE…: forms from files that export_form wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forms_app.editing.files import read
from ground.actor import SYSTEM
from ground.data_files import DataFileError


class Command(BaseCommand):
    help = "Make forms of files of export_form, or bring them up to date, as drafts; one that says the same stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish them as well")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = []
        for path in options["files"]:
            try:
                form = read(SYSTEM, path, publish=options["publish"])
            except DataFileError as error:
                refused.append(str(error))
            else:
                waits = form.has_unpublished_changes or not form.live
                self.stdout.write(f"{path}: {form.key} {'is a draft' if waits else 'is published'}")
        if refused:
            raise CommandError("\n".join(refused))
