"""Colleagues in a CSV file: who they are, in which roles, departments and teams. Read as a whole, or refused; and written out.

The columns are FIELDS, between semicolons or commas; teams may be absent. Roles (by name or code), departments (by code) and
teams ("Loket (bevolking)": name, and code of the department) stand several in a cell, between commas; the name of a role that
holds a comma stands in quotes. Who is there already is brought up to date; who is not in the file stays as they are. Nobody gets
a password: who is new is invited to choose one.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext

from ground.actor import Actor
from ground.data_files import MAX_BYTES, DataFileError
from ground.spreadsheet import BYTE_ORDER_MARK, DELIMITER, defused, fused
from people.errors import NotAllowed
from people.models import Team, User
from people.staff import staff_file_writing
from people.staff.staff_file_rows import OWN, Problem, Understood, in_cell, together, understand
from records.service import write_audit

OPTIONAL = ("teams",)
FIELDS = (*OWN, "roles", "departments", *OPTIONAL)
MAX_ROWS = 5_000
ADD, CHANGE = "people.add_user", "people.change_user"


def read(actor: Actor, path: Path, *, dry_run: bool = False, invites: bool = True) -> Understood:
    """Make the colleagues of a file or bring them up to date; a dry run only says who. DataFileError names each wrong line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataFileError(path, [f"is larger than {MAX_BYTES} bytes"])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataFileError(path, [f"cannot be opened: {error.strerror}"]) from None
    except UnicodeDecodeError as error:
        raise DataFileError(path, [f"is not written in UTF-8: {error}"]) from None
    understood = read_text(actor, text, dry_run=dry_run, invites=invites)
    if understood.problems:
        raise DataFileError(path, [problem.in_english() for problem in understood.problems])
    return understood


@transaction.atomic
def read_text(actor: Actor, text: str, *, dry_run: bool = False, invites: bool = True) -> Understood:
    """Do the same with the text of a file, and return what was understood; with problems nothing is written.

    NotAllowed for staff who may not make and change accounts. The number of queries does not grow with the rows that stay as they
    are; who is new and invited costs two.
    """
    by = _require(actor)
    rows, problems = _rows(text)
    understood = understand(by, rows, problems)
    if not understood.problems and not dry_run:
        staff_file_writing.write(actor, understood, invites=invites)
    return understood


def export(actor: Actor) -> str:
    """Return the file of all colleagues whose account is open, and write down that it was made. Five queries."""
    _require(actor)
    lines = StringIO()
    writer = csv.writer(lines, delimiter=DELIMITER)
    writer.writerow(FIELDS)
    teams = Prefetch("teams", Team.objects.select_related("department"))
    users = User.objects.filter(is_active=True).prefetch_related("groups", "departments", teams).order_by("username")
    for user in users:
        cells = [str(getattr(user, name)) for name in OWN]
        cells.append(together(group.name for group in user.groups.all()))
        cells.append(together(department.code for department in user.departments.all()))
        cells.append(",".join(sorted(in_cell(team) for team in user.teams.all())))
        writer.writerow([defused(cell) for cell in cells])
    write_audit(actor, "user.exported", "user", "", number=len(users))
    return BYTE_ORDER_MARK + lines.getvalue()


def _require(actor: Actor) -> User | None:
    """Return who reads; None for the system, which may do all."""
    if actor.kind == "system":
        return None
    by = User.objects.filter(pk=actor.id, is_active=True).first() if actor.kind == "staff" else None
    if by is None or not by.has_perms((ADD, CHANGE)):
        raise NotAllowed(gettext("U mag geen collega’s inlezen of uitvoeren."))
    return by


def _rows(text: str) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """Return the cells of each row with the number of the line on which it ends: a cell in quotes may hold several."""
    head = next(StringIO(text, newline=""), "")
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=DELIMITER if DELIMITER in head else ",")
    names = [name.strip() for name in reader.fieldnames or []]
    if sorted(names) not in (sorted(FIELDS), sorted(set(FIELDS) - set(OPTIONAL))):
        values = {"columns": ", ".join(names) or "-", "expected": ", ".join(FIELDS)}
        return [], [Problem(1, "columns", values)]
    reader.fieldnames = names
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        for line, row in _read(reader):
            if row is None:
                return [], [Problem(line, "cells")]
            if len(rows) == MAX_ROWS:
                return [], [Problem(line, "rows", {"limit": str(MAX_ROWS)})]
            rows.append((line, row))
    except csv.Error as error:
        return [], [Problem(reader.line_num, "csv", {"reason": str(error)})]
    return rows, []


def _read(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str] | None]]:
    for row in reader:
        if None in row or None in row.values():
            yield reader.line_num, None
        else:
            yield reader.line_num, {name: fused(cell.strip()) for name, cell in row.items()}
