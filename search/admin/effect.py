"""What a rule changes: the first results and the figures before and after. Shown beside the form while an editor types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.evaluation import golden
from search.evaluation.trial import effects
from search.models import Promotion, Synonym
from search.rules import current
from search.rules.current import Rules

MAX_QUERIES = 3


class Effects:
    """search.seams.rule_effect, filled."""

    def of_synonym(self, request: HttpRequest, synonym: Synonym) -> HttpResponse:
        """Show what a synonym changes for who says it, and for who says the other where it works both ways."""
        others = list(Synonym.objects.filter(locale=synonym.locale, is_active=True).exclude(pk=synonym.pk))
        promotions = list(Promotion.objects.filter(locale=synonym.locale))
        before = current.assembled(synonym.locale, others, promotions)
        after = current.assembled(synonym.locale, [*others, synonym] if synonym.is_active else others, promotions)
        queries = [synonym.phrase, *(synonym.lines if synonym.both_ways else ())]
        return _shown(request, queries, synonym.locale, before, after)

    def of_promotion(self, request: HttpRequest, promotion: Promotion) -> HttpResponse:
        """Show what a promotion changes for its queries, as if its dates were now."""
        synonyms = list(Synonym.objects.filter(locale=promotion.locale, is_active=True))
        others = list(Promotion.objects.filter(locale=promotion.locale).exclude(pk=promotion.pk))
        promotion.starts_at = promotion.ends_at = None
        before = current.assembled(promotion.locale, synonyms, others)
        after = current.assembled(promotion.locale, synonyms, [*others, promotion])
        return _shown(request, promotion.lines, promotion.locale, before, after)


def _shown(
    request: HttpRequest, queries: list[str] | tuple[str, ...], locale: str, before: Rules, after: Rules
) -> HttpResponse:
    context = {
        "effects": effects(queries[:MAX_QUERIES], locale, before, after),
        "figures": golden.comparison(golden.measure(locale, before), golden.measure(locale, after)),
    }
    return render(request, "search/admin/effect.html", context)
