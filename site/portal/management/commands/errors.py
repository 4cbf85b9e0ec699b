"""`manage.py errors CODE`: what went wrong behind a code that somebody read from an error page. Asks no database."""

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ground import error_journal
from ground.error_codes import comparable, in_groups
from ground.error_journal import ErrorRecord

LISTED = 50


class Command(BaseCommand):
    """Without a code the newest errors, a line each."""

    help = "Say what went wrong behind the code of six signs on an error page; without a code, what went wrong last."
    requires_system_checks: list[str] = []  # it must answer where something is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="*", help="as it was read out: K7M 2QX")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        typed = " ".join(options["code"])
        if typed and not comparable(typed):
            raise CommandError(f"{typed!r} is no code: a code has six letters and digits, such as K7M 2QX.")
        errors = error_journal.find(typed) if typed else error_journal.newest(LISTED)
        if options["format"] == "json":
            self.stdout.write(json.dumps([asdict(each) for each in errors], indent=2))
            return
        if typed and not errors:
            days = error_journal.TTL.days
            raise CommandError(
                f"No error with the code {typed} is recorded in {error_journal.folder()} ({days} days). "
                "Search the log for a request_id that ends so."
            )
        same = Counter(each.fault for each in error_journal.newest())
        for each in errors:
            self.stdout.write(in_full(each, same[each.fault]) if typed else in_a_line(each))


def in_a_line(error: ErrorRecord) -> str:
    """Return an error as a line of a list."""
    where = f"{error.method} {error.address}".strip()
    return (
        f"{error.at}  {in_groups(error.code)}  {error.status or '-':<3}  {error.kind}  {where}  {error.place}".rstrip()
    )


def in_full(error: ErrorRecord, same: int) -> str:
    """Return all that is known of an error, and how often the same happened among the newest."""
    lines = [
        f"{in_groups(error.code)}  {error.at}",
        f"  request   {error.request_id}",
        f"  answer    {error.status or 'none: a job of the worker'}",
        f"  address   {error.method} {error.address}".rstrip(),
        f"  error     {error.kind}",
        f"  place     {error.place or '-'}",
        f"  the same  {same} of the last {error_journal.MAX_RECORDS}",
    ]
    return "\n".join([*lines, *(f"    {step}" for step in error.trace), ""])
