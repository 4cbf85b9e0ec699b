"""manage.py import_staff FILE: colleagues, their roles and departments, from a CSV file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ground.actor import SYSTEM
from ground.data_files import DataFileError
from people.staff import staff_file


class Command(BaseCommand):
    help = (
        f"Make accounts of a CSV file with the columns {', '.join(staff_file.FIELDS)} (teams may be absent), or bring them up to "
        "date. Roles, departments and teams must be there. Nobody gets a password: who is new is mailed a link to choose one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--no-invitation", action="store_true", help="mail nobody; they use “Wachtwoord vergeten”")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = staff_file.read(
                SYSTEM, options["file"], dry_run=options["dry_run"], invites=not options["no_invitation"]
            )
        except DataFileError as error:
            raise CommandError(str(error)) from None
        would = "would be " if options["dry_run"] else ""
        for usernames, what in ((report.made, "made"), (report.changed, "brought up to date")):
            self.stdout.write(f"{len(usernames)} {would}{what}{': ' if usernames else ''}{', '.join(usernames)}")
