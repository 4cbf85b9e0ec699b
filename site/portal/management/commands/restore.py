"""`manage.py restore`: put a backup back in an installation that is empty."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.operations.backup import manifest, restoring
from portal.operations.backup.errors import BackupError


class Command(BaseCommand):
    """Never over a city: what is there must be moved away first."""

    help = (
        "Check a backup and put it back: the database and the files must be empty, and version and kind of database those of "
        "the backup."
    )
    requires_system_checks: list[str] = []  # they may ask tables that are not there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restoring.restore(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored {restored.site} as it was at {restored.made_at}: {sum(restored.rows.values())} rows and "
            f"{len(restored.members) - 1} files. Now run manage.py setup."
        )
        if not manifest.opens_links(restored.key):
            self.stderr.write(
                "SECRET_KEY is not the one of the backup: links in mails that were sent, half-filled forms, sessions and tokens "
                "of Wagtail's API do not work. Set the old one as SECRET_KEY, or in SECRET_KEY_FALLBACKS, and they do."
            )
        if restored.missing:
            self.stderr.write(
                f"{len(restored.missing)} files were missing when it was made: {', '.join(restored.missing)}"
            )
