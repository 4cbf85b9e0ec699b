"""What of the first day cases can judge: by which rule each case type works, and by which its cases may go again."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.deadlines import local_date
from cases.models import CaseType
from cases.retention.terms import WARN_BEFORE
from people.service import CheckItem, checklist


def register() -> None:
    """Put the items on the list, when the app is ready."""
    for code, item in {
        "legal_basis": CheckItem(
            _("Schrijf bij elk zaaktype de rechtsgrond: burgers lezen ze bij het formulier"),
            lambda: reverse("wagtailsnippets_cases_casetype:list"),
            each_has_a_legal_basis,
        ),
        "retention": CheckItem(
            _("Geef elk zaaktype een selectieregel die nog minstens zes maanden geldig is"),
            lambda: reverse("wagtailsnippets_cases_casetype:list"),
            rules_are_valid,
        ),
    }.items():
        checklist.register(code, item)


def each_has_a_legal_basis() -> bool:
    """Return whether each case type names the rule that gives the city its task. One query."""
    return not CaseType.objects.filter(legal_basis="").exists()


def rules_are_valid() -> bool:
    """Return whether each case type has a rule that does not expire soon. One query."""
    soon = local_date(timezone.now()) + WARN_BEFORE
    wanting = Q(retention_rule="") | Q(retention_until=None) | Q(retention_until__lte=soon)
    return not CaseType.objects.filter(wanting).exists()
