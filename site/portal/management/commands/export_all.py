"""`manage.py export_all`: everything that the city made, for whatever system comes next."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ground.actor import SYSTEM
from portal.operations.exporting.events import EXPORTED_ALL
from portal.operations.exporting.writing import ExportError, export
from records.service import write_audit


class Command(BaseCommand):
    """A copy of personal data of many: the audit trail says that it was made."""

    help = (
        "Write all rows as JSON lines, all files, and a manifest with counts and SHA-256, to a new folder that its owner only "
        "can read (docs/exporting.md). No passwords, tokens and sessions."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = export(options["folder"])
        except ExportError as error:
            raise CommandError(str(error)) from error
        rows = sum(each.get("rows", 0) for each in manifest["files"].values())
        files = sum(name.startswith("files/") for name in manifest["files"])
        write_audit(SYSTEM, EXPORTED_ALL, "city", "", rows=rows, files=files)
        self.stdout.write(f"{options['folder']} holds {rows} rows and {files} files.")
