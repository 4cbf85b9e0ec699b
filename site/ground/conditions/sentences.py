"""A condition as a sentence: "Toon als ‘Verhuisdatum’ is na ‘31 december 2026’." The editor's script fills in the same words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ground.conditions.model import Condition, Rule
from ground.conditions.operators import NO_VALUE, words_of
from ground.writing import long_date

WORDS: Mapping[str, Promise] = {
    "rule": _("Toon als %(conditions)s."),
    "and": _(" en "),
    "or": _(" of "),
    "bare": _("‘%(label)s’ %(operator)s"),
    "valued": _("‘%(label)s’ %(operator)s ‘%(value)s’"),
}
UNKNOWN = "…"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a condition asks about: its label, its kind (a key of OPERATORS), and its choices by key."""

    label: str
    kind: str
    choices: Mapping[str, str] = field(default_factory=dict)


def sentence(rule: Rule | None, subjects: Mapping[str, Subject]) -> str:
    """Return a rule in Dutch; "" when there is none. subjects by the names that its conditions use."""
    if rule is None:
        return ""
    joiner = WORDS["or" if rule.match == "any" else "and"]
    return str(WORDS["rule"]) % {"conditions": str(joiner).join(_part(row, subjects) for row in rule.conditions)}


def _part(row: Condition, subjects: Mapping[str, Subject]) -> str:
    subject = subjects.get(row.question)
    kind = subject.kind if subject else ""
    words = {
        "label": subject.label if subject else row.question or UNKNOWN,
        "operator": words_of(kind).get(row.operator, UNKNOWN),
    }
    if row.operator in NO_VALUE:
        return str(WORDS["bare"]) % words
    chosen = subject.choices.get(row.value, "") if subject else ""
    return str(WORDS["valued"]) % {**words, "value": chosen or spoken(kind, row.value) or UNKNOWN}


def spoken(kind: str, value: str) -> str:
    """Return a condition's value as people write it: "31 december 2026", "1250,5"; what it is not stays as it was typed."""
    if kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return long_date(date.fromisoformat(value))
        except ValueError:
            return value
    if kind == "number" and (read := re.fullmatch(r"(-?\d+)(?:[.,](\d*?)0*)?", value, re.ASCII)):
        return ",".join(filter(None, read.groups()))
    return value
