"""`manage.py status`: how each part is, for an operator or for monitoring."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.operations import status


class Command(BaseCommand):
    """Exit status 0 when all is well, 1 when a part does not do its work."""

    help = "Say which engines are in use and whether each part works."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        parts = status.report()
        if options["format"] == "json":
            self.stdout.write(json.dumps(status.as_json(parts), indent=2))
        else:
            for name, part in parts.items():
                self.stdout.write(f"{part.word if part.ok else 'FAILS':<5}  {name:<29} {part.detail}")
        if not all(part.ok for part in parts.values()):
            raise SystemExit(1)
