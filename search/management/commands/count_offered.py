"""Write how many municipalities offer each product, as search/data/offered.csv holds it."""

import csv
import gzip
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.indexing.offered import counted


class Command(BaseCommand):
    help = "Print, as CSV, how many municipalities offer each IPDC concept, counted in a file of instances (JSON lines, or .gz)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("instances", type=Path, help="a JSON object a line, with its concept and its authority")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["instances"]
        try:
            raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            numbers = counted(raw.decode("utf-8").splitlines())
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"Not readable as instances: {error!r}") from error
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["concept", "municipalities"])
        writer.writerows(numbers.items())
