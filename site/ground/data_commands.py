"""The commands that write what editors make as a file, and read such files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from ground.data_files import DataFileError, as_text, by_code


class ExportCommand(BaseCommand):
    """Writes one thing as JSON on stdout. code: the field that names it, "key"; noun: how it is called, "form"."""

    code: ClassVar[str]
    noun: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        """Return all there is to choose from."""
        raise NotImplementedError

    def as_data(self, row: Any) -> dict[str, Any]:  # noqa: ANN401  # a row of any model
        """Return what stands in the file."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(self.code, metavar=self.code.upper())

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = by_code(self.rows(), self.code, options[self.code], self.noun)
        except LookupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(as_text(self.as_data(row)), ending="")


class ImportCommand(BaseCommand):
    """Reads files one by one: those that are refused are named at the end, the others are taken."""

    def read(self, path: Path, **options: Any) -> str:
        """Take a file in and return what became of it, in words. Raises DataFileError where it is refused."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        refused = []
        for path in options.pop("files"):
            try:
                self.stdout.write(f"{path}: {self.read(path, **options)}")
            except DataFileError as error:
                refused.append(str(error))
        if refused:
            raise CommandError("\n".join(refused))
