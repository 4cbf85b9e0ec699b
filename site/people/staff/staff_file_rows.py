"""What the rows of a file of colleagues mean: each understood against what is there, which is read once for all of them."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Department, Team, User
from people.staff import colleagues

OWN = ("username", "first_name", "last_name", "email")
"""Columns that are fields of the account."""
TEAM = re.compile(r"\s*(?P<name>.+?) \((?P<code>[-\w]+)\)\s*(?:,|$)")
"""One team in a cell. By the code of its department, which holds no comma; the name may."""
MAX_KNOWN = 50
PROBLEMS: dict[str, tuple[str, Any]] = {
    "columns": (
        "the columns are %(columns)s, expected %(expected)s",
        _("De kolommen zijn %(columns)s. Verwacht: %(expected)s (teams mag ontbreken)."),
    ),
    "cells": ("has not as many cells as line 1", _("Deze regel heeft niet evenveel cellen als de eerste.")),
    "rows": (
        "there are more than %(limit)s colleagues",
        _("Het bestand heeft meer dan %(limit)s collega’s. Splits het."),
    ),
    "csv": ("is no CSV: %(reason)s", _("Dit is geen CSV: %(reason)s.")),
    "closed": (
        "username: the account of '%(value)s' is closed: open it in the admin first",
        _("De account van %(value)s is uitgeschakeld. Open die eerst opnieuw."),
    ),
    "empty": ("%(column)s: is empty", _("De kolom %(column)s is leeg.")),
    "lines": (
        "%(column)s: %(value)r stands on more than one line",
        _("De kolom %(column)s staat op meer dan één regel: “%(value)s”."),
    ),
    "invalid": ("%(column)s: %(reason)s", _("%(column)s “%(value)s”: %(reason)s")),
    "twice": (
        "%(column)s: %(value)r stands in the file twice, on line %(first)s too",
        _("%(column)s “%(value)s” staat twee keer in het bestand, ook op regel %(first)s."),
    ),
    "taken": (
        "%(column)s: %(value)r is that of %(other)s",
        _("%(column)s “%(value)s” is al van %(other)s."),
    ),
    "unknown": (
        "%(column)s: %(value)r is unknown. Known: %(known)s",
        _("%(column)s: “%(value)s” bestaat niet. Kies uit: %(known)s."),
    ),
    "department_closed": (
        "departments: %(value)r is closed. Known: %(known)s",
        _("De dienst “%(value)s” is gesloten. Kies uit: %(known)s."),
    ),
    "team_elsewhere": (
        "teams: %(value)r is of a department for which they do not work",
        _("Het team “%(value)s” is van een dienst die niet in de kolom departments staat."),
    ),
    "not_yours": (
        "username: %(value)r may not be changed by you",
        _("U mag de gegevens, diensten en rollen van %(value)s niet wijzigen."),
    ),
}
"""What can be wrong with a line: for a command in English, for the admin in Dutch."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of the file."""

    line: int
    code: str
    values: dict[str, str] = field(default_factory=dict)

    def in_english(self) -> str:
        """Return "line 3: email: is empty"."""
        return f"line {self.line}: {PROBLEMS[self.code][0] % self.values}"

    def __str__(self) -> str:
        return gettext("Regel %(line)d: %(words)s") % {
            "line": self.line,
            "words": str(PROBLEMS[self.code][1]) % self.values,
        }


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of someone's roles, departments and teams."""

    roles: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Colleague:
    """One row, understood. user bears what the file says and is not saved; before: the places as they are now."""

    user: User
    places: Places
    before: Places
    is_new: bool
    is_changed: bool
    role_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says; problems: why it cannot be taken."""

    colleagues: list[Colleague]
    problems: list[Problem]

    @property
    def made(self) -> list[str]:
        """The usernames of who is new."""
        return [each.user.username for each in self.colleagues if each.is_new]

    @property
    def changed(self) -> list[str]:
        """The usernames of who is brought up to date."""
        return [each.user.username for each in self.colleagues if each.is_changed and not each.is_new]

    @property
    def unchanged(self) -> int:
        """How many stay as they are."""
        return len(self.colleagues) - len(self.made) - len(self.changed)


class Known:
    """What is there, of what the rows name. Eight queries, whatever their number."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        usernames = [row["username"] or row["email"].lower() for row in rows]
        users = User.objects.prefetch_related("groups", "departments", "teams")
        self.users = {user.username: user for user in users.filter(username__in=usernames)}
        self.mails: dict[str, User] = {}
        mails = {row["email"].lower() for row in rows}
        names = {name.lower() for name in usernames} | mails
        lowered = User.objects.annotate(mail=Lower("email"), name=Lower("username"))
        self.names: dict[str, User] = {}
        for user in lowered.filter(mail__in=mails):
            self.mails[user.email.lower()] = user
        for user in lowered.filter(name__in=names):
            self.names[user.username.lower()] = user
        groups = list(Group.objects.select_related("role").order_by("name"))
        self.role_names = [together([group.name]) for group in groups]
        self.roles = {group.role.code: group for group in groups if hasattr(group, "role")}
        self.roles |= {group.name: group for group in groups}
        departments = list(Department.objects.order_by("code"))
        self.departments = {department.code: department for department in departments}
        self.open_codes = [department.code for department in departments if department.closed_at is None]
        self.teams = {in_cell(team): team for team in Team.objects.select_related("department")}


def in_cell(team: Team) -> str:
    """Return how a team is named in a file: "Loket (bevolking)"."""
    return f"{team.name} ({team.department.code})"


def understand(by: User | None, rows: list[tuple[int, dict[str, str]]], problems: list[Problem]) -> Understood:
    """Return what the rows say, with all that is wrong. by: who wants it; None for the system."""
    known = Known([row for _line, row in rows])
    seen: dict[str, dict[str, int]] = {"username": {}, "email": {}}  # value to the line on which it stands first
    understood, wrong = [], list(problems)
    for line, row in rows:
        colleague, reasons = _colleague(by, known, line, row)
        for column, lines in seen.items():
            value = getattr(colleague.user, column)
            if value and (first := lines.setdefault(value.lower(), line)) != line:
                reasons.append(Problem(line, "twice", {"column": column, "value": value, "first": str(first)}))
        wrong += reasons
        understood.append(colleague)
    return Understood(understood, wrong)


def _colleague(by: User | None, known: Known, line: int, row: dict[str, str]) -> tuple[Colleague, list[Problem]]:
    row = {**row, "username": row["username"] or row["email"].lower()}
    user = known.users.get(row["username"]) or User(username=row["username"])
    before = _places_of(user)
    was = tuple(getattr(user, name) for name in OWN)
    problems = [Problem(line, code, values) for code, values in _own(known, user, row)]
    places, reasons, names = _places(known, row, before)
    problems += [Problem(line, code, values) for code, values in reasons]
    is_changed = user.pk is None or was != tuple(getattr(user, name) for name in OWN) or places != before
    if by is not None and user.pk is not None and is_changed and not colleagues.may_place(by, user):
        problems.append(Problem(line, "not_yours", {"value": str(user)}))
    return Colleague(user, places, before, user.pk is None, is_changed, names), problems


Reasons = Iterator[tuple[str, dict[str, str]]]


def _own(known: Known, user: User, row: dict[str, str]) -> Reasons:
    """Give the account what its row says; yield what cannot be."""
    if not user.is_active:
        yield "closed", {"value": user.username}
        return
    fields = []
    for name in OWN:
        if not row[name]:
            yield "empty", {"column": name}
        elif "\n" in row[name] or "\r" in row[name]:
            yield "lines", {"column": name, "value": row[name]}
        else:
            setattr(user, name, row[name])
            fields.append(name)
    others = {each.name for each in User._meta.concrete_fields} - set(fields)
    try:
        user.clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from (("invalid", {"column": name, "value": row[name], "reason": message}) for message in messages)
    for column, owners in (
        ("username", (known.names.get(row["username"].lower()),)),
        ("email", (known.mails.get(row["email"].lower()), known.names.get(row["email"].lower()))),
    ):
        other = next((each for each in owners if each is not None and each.pk != user.pk), None)
        if row[column] and other is not None:
            yield "taken", {"column": column, "value": row[column], "other": str(other)}


def _places_of(user: User) -> Places:
    if user.pk is None:
        return Places()
    return Places(*(frozenset(each.pk for each in rows.all()) for rows in (user.groups, user.departments, user.teams)))


def _places(
    known: Known, row: dict[str, str], before: Places
) -> tuple[Places, list[tuple[str, dict[str, str]]], tuple[str, ...]]:
    reasons: list[tuple[str, dict[str, str]]] = []
    roles, departments = [], []
    for name in _several(row["roles"]):
        if role := known.roles.get(name):
            roles.append(role)
        else:
            reasons.append(_unknown("roles", name, known.role_names))
    for code in _several(row["departments"]):
        department = known.departments.get(code)
        if department is None:
            reasons.append(_unknown("departments", code, known.open_codes))
        elif department.closed_at is not None and department.pk not in before.departments:
            reasons.append(("department_closed", {"value": code, "known": _listed(known.open_codes)}))
        else:
            departments.append(department.pk)
    if "teams" in row:
        teams, others = _teams(known, row["teams"], departments)
        reasons += others
    else:  # who leaves a department leaves its teams
        teams = [
            team.pk for team in known.teams.values() if team.pk in before.teams and team.department_id in departments
        ]
    places = Places(frozenset(role.pk for role in roles), frozenset(departments), frozenset(teams))
    return places, reasons, tuple(sorted(role.name for role in roles))


def _teams(known: Known, cell: str, departments: list[int]) -> tuple[list[int], list[tuple[str, dict[str, str]]]]:
    teams, reasons, position = [], [], 0
    while position < len(cell):
        named = TEAM.match(cell, position)
        text = f"{named['name']} ({named['code']})" if named else cell[position:].strip()
        position = named.end() if named else len(cell)
        team = known.teams.get(text)
        if team is None:
            reasons.append(_unknown("teams", text, sorted(known.teams)))
        elif team.department_id not in departments:
            reasons.append(("team_elsewhere", {"value": text}))
        else:
            teams.append(team.pk)
    return teams, reasons


def together(names: Iterable[str]) -> str:
    """Return several names as they stand in one cell: between commas, in quotes where a name holds one."""
    cell = StringIO()
    csv.writer(cell, lineterminator="").writerow(sorted(names))
    return cell.getvalue()


def _several(cell: str) -> list[str]:
    """Return the names of a cell that `together` or a person wrote."""
    [names] = csv.reader([" ".join(cell.splitlines())], skipinitialspace=True) if cell.strip() else [[]]
    return [name for each in names if (name := each.strip())]


def _unknown(column: str, value: str, known: Iterable[str]) -> tuple[str, dict[str, str]]:
    return "unknown", {"column": column, "value": value, "known": _listed(known)}


def _listed(known: Iterable[str]) -> str:
    return ", ".join(list(known)[:MAX_KNOWN]) or "-"
