"""Colleagues from a CSV file: who they are, in which roles, for which departments. Taken as a whole, or refused.

The columns are FIELDS, between semicolons or commas; roles and departments hold several between commas. Who is there already is
brought up to date; who is not in the file stays as they are. Nobody gets a password: each chooses their own by "Wachtwoord
vergeten".
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from ground.actor import Actor
from ground.data_files import MAX_BYTES, DataFileError, by_code
from people.colleagues import set_departments
from people.models import Department, User
from records.service import write_audit

OWN = ("username", "first_name", "last_name", "email")
"""Columns that are fields of the account; all of them are required."""
FIELDS = (*OWN, "roles", "departments")


@dataclass(frozen=True, slots=True)
class Colleague:
    """One row of a file, understood; line is its number. user is not saved yet."""

    line: int
    user: User
    roles: list[Group]
    departments: list[Department]


@dataclass(frozen=True, slots=True)
class StaffRead:
    """What a file did: usernames of who was made, and of who was brought up to date."""

    made: list[str]
    changed: list[str]


def read(actor: Actor, path: Path, *, dry_run: bool = False) -> StaffRead:
    """Make the colleagues of a file or bring them up to date; a dry run only says who. DataFileError names each wrong line."""
    with transaction.atomic():
        colleagues = _understood(path)
        report = StaffRead(
            [each.user.username for each in colleagues if each.user.pk is None],
            [each.user.username for each in colleagues if each.user.pk and _differs(each)],
        )
        if not dry_run:
            for each in colleagues:
                if each.user.pk is None or _differs(each):
                    _write(actor, each)
    return report


def _understood(path: Path) -> list[Colleague]:
    colleagues, reasons, usernames = [], [], set()
    for line, row in _rows(path):
        try:
            colleague = _colleague(line, row)
        except (LookupError, ValidationError) as error:
            messages = error.messages if isinstance(error, ValidationError) else [str(error.args[0])]
            reasons += [f"line {line}: {message}" for message in messages]
            continue
        if colleague.user.username in usernames:
            reasons.append(f"line {line}: username: {colleague.user.username!r} stands in the file twice")
        usernames.add(colleague.user.username)
        colleagues.append(colleague)
    if reasons:
        raise DataFileError(path, reasons)
    return colleagues


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the cells of each row, and the number of the line on which it ends: a cell in quotes may hold several."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataFileError(path, [f"is larger than {MAX_BYTES} bytes"])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataFileError(path, [f"cannot be opened: {error.strerror}"]) from None
    except UnicodeDecodeError as error:
        raise DataFileError(path, [f"is not written in UTF-8: {error}"]) from None
    head = next(StringIO(text, newline=""), "")
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    names = [name.strip() for name in rows.fieldnames or []]
    if sorted(names) != sorted(FIELDS):
        raise DataFileError(
            path, [f"line 1: the columns are {', '.join(names) or 'absent'}, expected {', '.join(FIELDS)}"]
        )
    rows.fieldnames = names
    for row in rows:
        if None in row or None in row.values():
            raise DataFileError(path, [f"line {rows.line_num}: has not as many cells as line 1"])
        yield rows.line_num, {name: cell.strip() for name, cell in row.items()}


def _colleague(line: int, row: dict[str, str]) -> Colleague:
    """Return what a row says. LookupError or ValidationError for what cannot be."""
    user = User.objects.filter(username=row["username"]).first() or User(username=row["username"])
    if not user.is_active:
        raise LookupError(f"username: the account of {user.username!r} is closed: open it in the admin first")
    for name in OWN:
        if not row[name]:
            raise LookupError(f"{name}: is empty")
        if "\n" in row[name] or "\r" in row[name]:
            raise LookupError(f"{name}: {row[name]!r} stands on more than one line")
        setattr(user, name, row[name])
    user.clean_fields(exclude=["password"])
    return Colleague(
        line,
        user,
        [by_code(Group.objects.all(), "name", name, "roles") for name in _several(row["roles"])],
        [by_code(Department.objects.all(), "code", code, "departments") for code in _several(row["departments"])],
    )


def _several(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(",") if each.strip()]


def _differs(colleague: Colleague) -> bool:
    """Return whether a colleague who is there is not yet as the file says. Three queries."""
    user = colleague.user
    stored = User.objects.filter(pk=user.pk).values_list(*OWN).get()
    return (
        stored != tuple(getattr(user, name) for name in OWN)
        or set(user.groups.all()) != set(colleague.roles)
        or set(user.departments.all()) != set(colleague.departments)
    )


def _write(actor: Actor, colleague: Colleague) -> None:
    user, is_new = colleague.user, colleague.user.pk is None
    if is_new:
        user.set_unusable_password()
    user.save()
    user.groups.set(colleague.roles)
    set_departments(actor, user, colleague.departments)
    write_audit(actor, "user.read", "user", user.pk, made=is_new, roles=sorted(role.name for role in colleague.roles))
