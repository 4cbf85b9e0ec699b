"""Which case types have no rule by which their cases may go, or soon have none: told where records managers and editors look."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from cases import wording
from cases.models import CaseType
from cases.retention.terms import expires_soon, is_valid


@dataclass(frozen=True, slots=True)
class RuleWarning:
    """What is wrong with a case type's rule, and where it is mended."""

    case_type: str
    words: str
    address: str


def warnings(today: datetime.date) -> list[RuleWarning]:
    """Return a warning for each case type that needs one, by name. One query."""
    return [
        RuleWarning(each.name, words, reverse("wagtailsnippets_cases_casetype:edit", args=[each.pk]))
        for each in CaseType.objects.defer("statuses").order_by("name")
        if (words := warning(each, today))
    ]


def warning(case_type: CaseType, today: datetime.date) -> str:
    """Return what is wrong with a rule, or soon will be; "" for one that is well."""
    if not case_type.retention_rule.strip():
        return gettext("Geen selectieregel: zaken worden niet vernietigd en niet overgebracht.")
    if case_type.retention_until is None:
        return gettext(
            "Er staat niet tot wanneer de selectieregel geldt: zaken worden niet vernietigd en niet overgebracht."
        )
    words = {"date": wording.day(case_type.retention_until)}
    if not is_valid(case_type, today):
        return (
            gettext("De selectieregel verviel op %(date)s: zaken worden niet vernietigd en niet overgebracht.") % words
        )
    if expires_soon(case_type, today):
        return gettext("De selectieregel geldt nog tot en met %(date)s. Laat op tijd een nieuwe vaststellen.") % words
    return ""
