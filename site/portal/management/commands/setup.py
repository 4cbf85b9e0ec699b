"""`manage.py setup`: bring the database, roles, schedules, first pages and static files along with the code."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from front import page_tree
from ground.generation import new_generation
from people import roles
from portal.launch import private_files, stamp, structure
from portal.operations import schedules


class Command(BaseCommand):
    """Safe to run again at any time: what is right already is left alone. One process, because importing costs seconds."""

    help = (
        "Close private files to others, migrate, set roles and schedules, make the first pages, let page addresses follow "
        "SITE_URL, collect static files; with --demo also load the demo city once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo city and its sign-ins, once")
        parser.add_argument("--no-static", action="store_true", help="leave the static files as they are")

    def handle(self, *args: Any, **options: Any) -> None:
        private_files.tighten()
        quiet = max(0, options["verbosity"] - 1)
        structure.restore()  # 200 migrations at once, where there is nothing yet
        call_command("migrate", interactive=False, verbosity=quiet)
        roles.sync()
        schedules.sync()
        self.make_pages(with_start_texts=not options["demo"])
        if not settings.DEBUG and not options["no_static"]:
            call_command("collectstatic", interactive=False, verbosity=0)
        if options["demo"]:
            self.load_demo(options["verbosity"])
        new_generation()
        if not options["no_static"]:
            stamp.write(settings.VAR_DIR)
        if options["verbosity"]:
            self.stdout.write("Stadswinkel is set up.")

    def make_pages(self, *, with_start_texts: bool) -> None:
        """Make the pages that products stand under; says what to do where an editor's page is in the way."""
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # one line a page is no news here
        try:
            page_tree.sync(with_start_texts=with_start_texts)
        except page_tree.AddressTaken as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(f"The first pages could not be made: {' '.join(error.messages)}") from error

    def load_demo(self, verbosity: int) -> None:
        """Load the demo city; its loader does nothing when it has run before."""
        if not settings.DEMO:
            raise CommandError("These settings have no demo city: its sign-ins are public knowledge.")
        call_command("load_demo", verbosity=verbosity)
