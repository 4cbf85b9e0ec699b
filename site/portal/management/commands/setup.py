"""`manage.py setup`: bring the database, roles, schedules, first pages and static files along with the code."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from front import page_tree
from front.models import HomePage
from ground.data_files import DataFileError
from ground.generation import new_generation
from people import roles
from people.service import checklist
from portal.launch import private_files, stamp, structure
from portal.operations import schedules
from portal.start import city
from portal.start.administrator import invite_administrator
from portal.start.turn import turn


class Command(BaseCommand):
    """Safe to run again at any time: what is right already is left alone. One process, because importing costs seconds."""

    help = (
        "Close private files to others, migrate, set roles and schedules, make the first pages, let page addresses follow "
        "SITE_URL, collect static files; with --city also make the beginning of a new city, with --admin its first "
        "administrator, with --demo load the demo city once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        begin = parser.add_mutually_exclusive_group()
        begin.add_argument("--demo", action="store_true", help="load the demo city and its sign-ins, once")
        begin.add_argument(
            "--city",
            metavar="NAME",
            help="make the beginning of this city: pages to complete, a department, examples of case types and forms, each once",
        )
        parser.add_argument(
            "--admin", metavar="MAIL", help="make the first administrator, and print the link for a password"
        )
        parser.add_argument("--no-static", action="store_true", help="leave the static files as they are")

    def handle(self, *args: Any, **options: Any) -> None:
        with turn():
            self.set_up(options)

    def set_up(self, options: dict[str, Any]) -> None:
        """Do all of it, in the order in which one part needs another."""
        private_files.tighten()
        quiet = max(0, options["verbosity"] - 1)
        structure.restore()  # 200 migrations at once, where there is nothing yet
        call_command("migrate", interactive=False, verbosity=quiet)
        roles.sync()
        schedules.sync()
        if options["demo"]:
            self.load_demo(options["verbosity"])
        if options["city"] is None:
            self.make_pages(with_start_texts=not options["demo"])
        else:
            self.begin_city(options["city"])
        if not settings.DEBUG and not options["no_static"]:
            call_command("collectstatic", interactive=False, verbosity=0)
        new_generation()
        if options["admin"] is not None:
            self.invite(options["admin"])
        if options["city"] is not None:
            self.tell_what_is_left()
        if not options["no_static"]:
            stamp.write(settings.VAR_DIR)
        if options["verbosity"]:
            self.stdout.write("Stadswinkel is set up.")

    def make_pages(self, *, with_start_texts: bool) -> HomePage:
        """Make the pages that products stand under; says what to do where an editor's page is in the way."""
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # one line a page is no news here
        try:
            return page_tree.sync(with_start_texts=with_start_texts)
        except page_tree.AddressTaken as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(f"The first pages could not be made: {' '.join(error.messages)}") from error

    def begin_city(self, name: str) -> None:
        """Make what a new city begins with, and say what was made and what was left as somebody has it."""
        try:
            report = city.begin(name.strip(), lambda: self.make_pages(with_start_texts=False))
        except (ValidationError, DataFileError) as error:
            reasons = error.messages if isinstance(error, ValidationError) else [str(error)]
            raise CommandError(gettext("De stad is niet gemaakt: %(why)s") % {"why": " ".join(reasons)}) from error
        self.tell(gettext("Gemaakt:"), report.made)
        self.tell(gettext("Gelaten zoals het is:"), report.left)

    def invite(self, mail: str) -> None:
        """Make the first administrator, and print the link once: it is kept nowhere that can be read."""
        try:
            invited = invite_administrator(mail)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(invited.words)
        if invited.link:
            self.stdout.write(f"  {invited.link}")
            self.stdout.write(gettext("  De link werkt zeven dagen en staat nergens anders."))

    def tell_what_is_left(self) -> None:
        """Say what the checklist on the admin's home says too."""
        todo = [str(item.words) for _code, item in checklist.items() if not item.is_done()]
        self.tell(gettext("Nog te doen (staat ook in de admin):"), todo)

    def tell(self, heading: str, lines: list[str]) -> None:
        """Print a list under its heading; nothing where it is empty."""
        if lines:
            self.stdout.write("\n".join([heading, *(f"- {line}" for line in lines)]))

    def load_demo(self, verbosity: int) -> None:
        """Load the demo city; its loader does nothing when it has run before."""
        if not settings.DEMO:
            raise CommandError("These settings have no demo city: its sign-ins are public knowledge.")
        call_command("load_demo", verbosity=verbosity)
