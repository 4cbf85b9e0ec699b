"""A line of the audit trail in words: by whom, about what, and what is worth knowing of it. Never what stands in a case."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people.models import Department, User
from records.models import AuditLine

ACTORS: dict[str, str | Promise] = {
    "citizen": _("de burger"),
    "api_client": _("een gekoppeld systeem"),
    "system": _("het systeem"),
}
KINDS: dict[str, str | Promise] = {
    "authority": _("organisatie"),
    "case": _("zaak"),
    "case_type": _("zaaktype"),
    "department": _("dienst"),
    "form": _("formulier"),
    "mail_text": _("tekst van een mail"),
    "message": _("bericht"),
    "product": _("product"),
    "query": _("zoekvraag"),
    "role": _("rol"),
    "user": _("collega"),
}
"""By target_kind; another is shown as its code."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line in words: when, by whom, what, about what and what is worth knowing besides. action: its code."""

    at: datetime.datetime
    who: str
    label: str
    target: str
    more: str
    action: str


def rows(lines: list[AuditLine]) -> list[Row]:
    """Return lines, each with its case_reference, in words. Two queries."""
    names = Names(lines)
    return [
        Row(line.at, names.actor(line), line.label, names.target(line), detail(line), line.action) for line in lines
    ]


class Names:
    """The names of the colleagues and departments in some lines. Two queries."""

    def __init__(self, lines: Iterable[AuditLine]) -> None:
        users, departments = set(), set()
        for line in lines:
            if line.actor_kind == "staff":
                users.add(line.actor_id)
            if line.target_kind == "user":
                users.add(line.target_id)
            if line.target_kind == "department":
                departments.add(line.target_id)
        self.users = {str(user.pk): str(user) for user in User.objects.filter(pk__in=_numbers(users))}
        self.departments = {str(each.pk): each.name for each in Department.objects.filter(pk__in=_numbers(departments))}

    def actor(self, line: AuditLine) -> str:
        """Return by whom: "Ria Peeters", "de burger"."""
        if line.actor_kind == "staff":
            return self.users.get(line.actor_id, gettext("onbekend"))
        return str(ACTORS.get(line.actor_kind, line.actor_kind))

    def target(self, line: AuditLine) -> str:
        """Return about what: "zaak ZK-7K4M-92QX-A", "12 zaken", "collega Jan Smet". The line has its case_reference."""
        kind = str(KINDS.get(line.target_kind, line.target_kind))
        if line.target_kind == "case":
            number = line.detail.get("number")
            if not line.target_id and number is not None:
                return ngettext("%(number)d zaak", "%(number)d zaken", number) % {"number": number}
            gone = gettext("vernietigd") if line.target_id else ""
            return f"{kind} {getattr(line, 'case_reference', None) or gone}".strip()
        names = {"user": self.users, "department": self.departments}.get(line.target_kind, {})
        return f"{kind} {names.get(line.target_id, line.target_id)}".strip()


def detail(line: AuditLine) -> str:
    """Return what is worth knowing besides: the format of an export, the fields of a search and how many it found."""
    parts = []
    if "format" in line.detail:
        parts.append(str(line.detail["format"]))
    if "fields" in line.detail:
        parts.append(gettext("gezocht op %(fields)s") % {"fields": ", ".join(line.detail["fields"])})
    if "hits" in line.detail:
        parts.append(gettext("%(number)s gevonden") % {"number": line.detail["hits"]})
    if line.channel == "api":
        parts.append(gettext("via de API"))
    return ", ".join(parts)


def _numbers(ids: Iterable[Any]) -> list[int]:
    return [int(each) for each in ids if str(each).isdecimal()]
