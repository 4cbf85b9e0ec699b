"""The embedded engine: the site's own database. What is written commits, or rolls back, with the page it is about.

The database says which documents hold which parts of a plan, and who may be seen; both are kept in memory as bits while neither
index nor pages change (docs/decisions/022-search-in-bits.md). So a query counts and orders in memory, and asks the database of
the best only what they hold, and once more whether anyone may see them.
"""

import json
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from search.asking.plan import QueryPlan
from search.asking.scorer import Candidate, Part, Scorer
from search.engines import bits, visible, writing
from search.engines.base import FACETS, WINDOW, CandidateSet, EngineHealth, FacetBucket, IndexReport, SearchQuery
from search.engines.postings import Index, holding
from search.engines.tokens import token_store
from search.engines.visible import PublicDocuments
from search.errors import IndexSwapped
from search.indexing.documents import Document, DocumentKey
from search.models import Generation

State = Generation.State
MAX_TRIES = 3
"""Statements read what is committed at their own moment; a rebuild swaps seldom, and hardly ever twice within a query."""

# What stands in one statement belongs together; the generation says whether it belongs to the others as well.
_BEST = """
SELECT document.id, document.kind, document.object_id, document.weights, document.title_stems, document.prior
FROM {documents} WHERE document.id IN ({numbers}) AND {public}
UNION ALL SELECT -id, NULL, NULL, NULL, NULL, NULL FROM search_generation WHERE state = 'active'
"""


class Choice(NamedTuple):
    """What is chosen of a plan's results: how many they are, the numbers of the best, best first, and their facets."""

    total: int
    numbers: list[int]
    facets: Mapping[str, list[FacetBucket]]


class DatabaseEngine:
    """SQLite FTS5 or PostgreSQL tsvector over tokens that were analysed here."""

    def index(self, documents: Iterable[Document]) -> IndexReport:
        return writing.index(documents)

    def delete(self, keys: Iterable[DocumentKey]) -> None:
        writing.delete(keys)

    def rebuild(self, batches: Iterable[Iterable[Document]]) -> IndexReport:
        return writing.rebuild(batches)

    def candidates(self, plan: QueryPlan, query: SearchQuery, limit: int = WINDOW) -> CandidateSet:
        if not plan.answerable:
            return CandidateSet(0, ())
        for _try in range(MAX_TRIES - 1):
            try:
                return _candidates(plan, query, limit)
            except IndexSwapped:
                continue
        return _candidates(plan, query, limit)

    def catch_up(self) -> bool:
        return True

    def health(self) -> EngineHealth:
        generations = {generation.state: generation for generation in Generation.objects.exclude(state=State.RETIRED)}
        active, building = generations.get(State.ACTIVE), generations.get(State.BUILDING)
        began = f"{timezone.localtime(building.started_at):%Y-%m-%d %H:%M}" if building else ""
        count = active.documents.count() if active else 0
        return EngineHealth(f"database ({connection.vendor})", active.pk if active else 0, count, began)


def _candidates(plan: QueryPlan, query: SearchQuery, limit: int) -> CandidateSet:
    """Return what answers a plan. Two statements while nothing changes; raises IndexSwapped when a rebuild swapped between."""
    scorer = Scorer.of(plan)
    expressions = {part: token_store().expression(part) for part in scorer.parts()}
    index, sets = holding(expressions.values())
    held = {part: sets[expression] for part, expression in expressions.items()} if index else {}
    if index is None or not any(held.values()):
        return CandidateSet(0, ())
    choice = _chosen(scorer, held, visible.public_documents(query.locale, index), query, index, limit)
    best = _read(choice.numbers, query.locale, index)
    if len(best) < len(choice.numbers):
        # One of them went and nobody told this machine: its page was written elsewhere, or reached its date just now.
        choice = _chosen(scorer, held, visible.read_public_documents(query.locale, index), query, index, limit)
        best = _read(choice.numbers, query.locale, index)
    candidates = tuple(best[number] for number in choice.numbers if number in best)
    return CandidateSet(choice.total, candidates, choice.facets)


def _chosen(
    scorer: Scorer, held: Mapping[Part, int], documents: PublicDocuments, query: SearchQuery, index: Index, limit: int
) -> Choice:
    """Return the best of what anyone may see. The bar for results is set by the best of these, before they are narrowed."""
    public = documents.now()
    cells = bits.answering((part, known & public) for part, known in held.items() if not part.level)
    results = reduce(or_, cells.values(), 0)
    narrowed = documents.narrowed(results, query.facets)
    inside = {cell: known & narrowed for cell, known in cells.items() if known & narrowed}
    levels = [(part, known) for part, known in held.items() if part.level and known & narrowed]
    return Choice(
        narrowed.bit_count(),
        bits.best(inside, levels, scorer, index.first, limit),
        {name: documents.buckets(name, documents.narrowed(results, query.without(name).facets)) for name in FACETS},
    )


def _read(numbers: list[int], locale: str, index: Index) -> dict[int, Candidate]:
    """Return those of these documents that anyone may see now. Raises IndexSwapped when their generation is not in use."""
    public, params = visible.public(locale)
    marks = ", ".join(["%s"] * len(numbers)) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(_BEST.format(documents=visible.DOCUMENTS, numbers=marks, public=public), [*numbers, *params])
        rows = {number: row for number, *row in cursor.fetchall()}
    if rows.pop(-index.generation, None) is None:
        raise IndexSwapped
    return {
        number: Candidate(
            DocumentKey(kind, object_id, locale), json.loads(weights), frozenset(json.loads(title)), prior or 0.0
        )
        for number, (kind, object_id, weights, title, prior) in rows.items()
    }
