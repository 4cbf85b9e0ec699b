"""Write the search index anew while the old one keeps answering."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.errors import RebuildOvertaken
from search.service import rebuild


class Command(BaseCommand):
    help = "Write the search index anew beside the one in use, then swap them at once."

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        try:
            report = rebuild()
        except RebuildOvertaken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{report.indexed} documents indexed in {time.monotonic() - start:.1f} s.")
