"""manage.py import_forms FILE…: forms from files that export_form wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from forms_app.editing.files import read
from ground.actor import SYSTEM
from ground.data_commands import ImportCommand


class Command(ImportCommand):
    help = "Make forms of files of export_form, or bring them up to date, as drafts; one that says the same stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--publish", action="store_true", help="publish them as well")

    def read(self, path: Path, **options: Any) -> str:
        form = read(SYSTEM, path, publish=options["publish"])
        waits = form.has_unpublished_changes or not form.live
        return f"{form.key} {'is a draft' if waits else 'is published'}"
