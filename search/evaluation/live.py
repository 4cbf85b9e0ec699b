"""Measuring on the index in use: which document a judgement names, and what search answers today."""

from collections import defaultdict

from ground.public import public_now
from products.models import ProductPage
from search.evaluation import trial
from search.indexing.sources import sources
from search.rules import current

DEEP = 50


def names() -> dict[str, frozenset[str]]:
    """Return the public products by product number, IPDC concept and title. One query."""
    by_name: dict[str, set[str]] = defaultdict(set)
    rows = public_now(ProductPage.objects.all()).values_list("pk", "product_number", "ipdc_concept_id", "title")
    for pk, *labels in rows:
        for name in filter(None, labels):
            by_name[name].add(str(pk))
    return {name: frozenset(pks) for name, pks in by_name.items()}


def products(text: str, under: current.Rules) -> list[str]:
    """Return the products that a query finds, best first: judgements name products, so forms and pages are left out."""
    kinds = {kind for kind, source in sources.items() if source.is_judged}
    return [key.id for key in trial.keys(text, "nl", under, DEEP) if key.kind in kinds]


def without_synonyms(under: current.Rules) -> current.Rules:
    """Return the rules without any synonym."""
    return current.Rules(promotions=under.promotions, boosts=under.boosts)
