"""What search's models, which only store, ask of what stands on them: filled in AppConfig.ready()."""

from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest, HttpResponse

from ground.registry import Slot

if TYPE_CHECKING:
    from search.models import Promotion, Synonym


class RuleEffect(Protocol):
    """Shows what a rule changes, while an editor types it."""

    def of_synonym(self, request: HttpRequest, synonym: "Synonym") -> HttpResponse:
        """Return what a synonym, as it stands in the form, changes."""

    def of_promotion(self, request: HttpRequest, promotion: "Promotion") -> HttpResponse:
        """Return what a promotion, as it stands in the form, changes."""


rule_effect: Slot[RuleEffect] = Slot("effect of a search rule")
