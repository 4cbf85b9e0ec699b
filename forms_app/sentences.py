"""A condition as a sentence: "Toon als ‘Verhuisdatum’ is na ‘31 december 2026’." The editor's script fills in the same words."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms_app.definition.structure import Condition, Definition, Rule
from forms_app.questions import kind_of
from forms_app.questions.date import long_date
from forms_app.questions.number import written
from ground.conditions.operators import NO_VALUE, words_of

WORDS: Mapping[str, Promise] = {
    "rule": _("Toon als %(conditions)s."),
    "and": _(" en "),
    "or": _(" of "),
    "bare": _("‘%(label)s’ %(operator)s"),
    "valued": _("‘%(label)s’ %(operator)s ‘%(value)s’"),
}
UNKNOWN = "…"


def sentence(rule: Rule | None, definition: Definition) -> str:
    """Return a rule in Dutch; "" when there is none."""
    if rule is None:
        return ""
    joiner = WORDS["or" if rule.match == "any" else "and"]
    return str(WORDS["rule"]) % {"conditions": str(joiner).join(_part(row, definition) for row in rule.conditions)}


def _part(row: Condition, definition: Definition) -> str:
    question = definition.questions.get(row.question)
    kind = kind_of(question.type) if question else ""
    words = {
        "label": question.label if question else row.question or UNKNOWN,
        "operator": words_of(kind).get(row.operator, UNKNOWN),
    }
    if row.operator in NO_VALUE:
        return str(WORDS["bare"]) % words
    chosen = dict(question.choices).get(row.value, "") if question else ""
    return str(WORDS["valued"]) % {**words, "value": chosen or spoken(kind, row.value) or UNKNOWN}


def spoken(kind: str, value: str) -> str:
    """Return a condition's value as people write it: "31 december 2026", "1250,5"; what it is not stays as it was typed."""
    if kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return long_date(date.fromisoformat(value))
        except ValueError:
            return value
    if kind == "number":
        try:
            number = Decimal(value.replace(",", "."))
        except InvalidOperation:
            return value
        return written(number) if number.is_finite() else value
    return value
