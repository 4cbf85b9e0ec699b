"""What of the first day cases can judge: whether each case type says by which rule it works."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import CaseType
from people.service import CheckItem, checklist


def register() -> None:
    """Put the item on the list, when the app is ready."""
    checklist.register(
        "legal_basis",
        CheckItem(
            _("Schrijf bij elk zaaktype de rechtsgrond: burgers lezen ze bij het formulier"),
            lambda: reverse("wagtailsnippets_cases_casetype:list"),
            each_has_a_legal_basis,
        ),
    )


def each_has_a_legal_basis() -> bool:
    """Return whether each case type names the rule that gives the city its task. One query."""
    return not CaseType.objects.filter(legal_basis="").exists()
