"""`manage.py backup`: the database and the files as one file, while the site runs."""

import contextlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.operations.backup import making
from portal.operations.backup.errors import BackupError
from portal.operations.backup.last import BACKUP
from records.service import heartbeats

MAX_SHOWN = 20


class Command(BaseCommand):
    """Writes down that it was done, for `manage.py status` and the checklist of the first day."""

    help = (
        "Write a backup: first the database, then the files, as one .tar that its owner only can read. SECRET_KEY is not in "
        "it: keep that elsewhere. Safe while the site runs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target",
            nargs="?",
            type=Path,
            default=settings.VAR_DIR / "backups",
            help="a folder, or the name of a .tar that is not there yet; VAR_DIR/backups unless it is named",
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="afterwards delete the oldest backups of this site in the folder but N",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target, number = options["target"], options["keep"]
        if number is not None and (number < 1 or target.suffix == making.SUFFIX):
            raise CommandError("--keep takes a number of 1 or more, and a folder to look in.")
        try:
            made = making.make(target)
        except BackupError as error:
            with contextlib.suppress(DatabaseError):  # it may be what is wrong
                heartbeats.failed(BACKUP, str(error))
            raise CommandError(str(error)) from error
        heartbeats.succeeded(BACKUP)
        self._tell(made)
        if number is not None:
            for old in making.keep(target, number):
                self.stdout.write(f"Deleted {old}.")

    def _tell(self, made: making.Made) -> None:
        said = made.manifest
        size = made.file.stat().st_size / 1024**2
        self.stdout.write(
            f"{made.file} is written: {size:.1f} MB, {sum(said.rows.values())} rows and {len(said.members) - 1} files."
        )
        if said.missing:
            shown = "\n".join(f"- {name}" for name in said.missing[:MAX_SHOWN])
            self.stderr.write(f"{len(said.missing)} files that the database names were not there:\n{shown}")
