"""manage.py import_products SOURCE… : catalogues of LPDC/IPDC into product pages. See docs/importing.md."""

import json
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ground.actor import SYSTEM
from people.service import department_by_code
from products.bulk import index_pages, without_wagtail_tasks
from products.errors import CatalogueError
from products.importer import Importer
from products.ipdc.graph import organisation
from products.report import Report
from products.withdrawals import notify_owners

INTERRUPTED = 130  # what a shell says of a program that Ctrl-C ended


class Command(BaseCommand):
    help = "Import product instances of LPDC/IPDC (N-Triples, Turtle, JSON-LD; plain or .gz) into product pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, or a folder of files")
        parser.add_argument("--authority", default="", metavar="IRI", help="only what this authority made")
        parser.add_argument("--department", default="", metavar="CODE", help="department that will own new products")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument(
            "--complete", action="store_true", help="this is all there is: what is absent has been withdrawn"
        )
        parser.add_argument("--publish", action="store_true", help="publish what the source has published as well")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="of the report on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        importer = self._importer(options)
        started = time.monotonic()
        report = Report(dry_run=options["dry_run"])
        try:
            self._read(report, importer, options["sources"])
        except KeyboardInterrupt:
            done = sum(report.counts.values())
            self._keep(report)
            raise CommandError(
                f"Interrupted after {done} instances, which are kept. Run it again to go on.", returncode=INTERRUPTED
            ) from None
        report.finish(time.monotonic() - started)
        self._keep(report)
        if options["verbosity"] > 0 and self.stderr.isatty():
            self.stderr.write("")
        if options["format"] == "json":
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(report.as_text())
        if not report.sources:
            reasons = "; ".join(f"{each['source']}: {each['reason']}" for each in report.unreadable)
            raise CommandError(f"Nothing could be read. {reasons}", returncode=1)
        if failed := report.counts["failed"]:
            raise CommandError(
                f"{failed} instances failed by a fault of the importer; the log has the traceback.", returncode=1
            )

    def _keep(self, report: Report) -> None:
        """Keep the report, and tell departments what was withdrawn. A run that wrote nothing leaves nothing."""
        if not report.dry_run and any(report.counts.values()):
            report.warnings += notify_owners(report.keep())

    def _read(self, report: Report, importer: Importer, sources: list[str]) -> None:
        """Import; index what was written, also when a person stops halfway: to the next run it is unchanged."""
        with without_wagtail_tasks():
            try:
                for source, outcome in report.read(sources, importer):
                    self._progress(report.counts, source)
                    report.add(outcome)
            finally:
                index_pages(report.touched())

    def _importer(self, options: dict[str, Any]) -> Importer:
        department = None
        if options["department"]:
            try:
                department = department_by_code(options["department"], "--department")
            except LookupError as error:
                raise CommandError(
                    f"Unknown department {options['department']!r}, or one that is closed. {error.args[0]}",
                    returncode=1,
                ) from None
        authority = organisation(options["authority"])
        if authority and "://" not in authority:
            raise CommandError(f"{options['authority']!r} is no IRI of an authority and no OVO code", returncode=1)
        try:
            return Importer(
                SYSTEM,
                department=department,
                authority=authority,
                publish=options["publish"],
                dry_run=options["dry_run"],
                complete=options["complete"],
            )
        except CatalogueError as error:
            raise CommandError(str(error), returncode=1) from error

    def _progress(self, counts: Counter[str], source: Path) -> None:
        done = sum(counts.values()) + 1
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} {source.name}\033[K", ending="")
        elif done % 50 == 0:
            self.stderr.write(f"{done} instances, now in {source.name}")
