"""manage.py import_bundles FILE… [--yes]: what files of export_bundle would change here, and changing it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cases.bundle import BundleRefused, read
from ground.actor import SYSTEM
from ground.data_commands import ImportCommand
from ground.data_files import DataFileError, text_of


class Command(ImportCommand):
    help = "Say what files of export_bundle would change; with --yes change it: the form becomes a draft, its case type counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="change it")

    def read(self, path: Path, **options: Any) -> str:
        try:
            report = read(SYSTEM, text_of(path), path.name, dry_run=not options["yes"])
        except BundleRefused as error:
            raise DataFileError(path, [*error.reasons, *error.details]) from None
        for part in report.parts:
            self.stdout.write(f"{part.title}: {part.state}")
            for sentence in part.sentences:
                self.stdout.write(f"  {sentence}")
        if not report.changes_something:
            return "changes nothing"
        return f"{report.form.key} is a draft" if options["yes"] else "nothing is changed yet: --yes does it"
