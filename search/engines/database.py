"""The embedded engine: the site's own database. What is written commits, or rolls back, with the page it is about.

It says which documents match which parts of a plan; the scorer adds up what that is worth. Most documents that match are no
results, so only of what is left it asks whether anyone may see it, and only of the best the weights.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from search.asking.plan import QueryPlan
from search.asking.scorer import MIN_COVERAGE, Candidate, Part, Scorer
from search.engines import visible, writing
from search.engines.base import WINDOW, CandidateSet, EngineHealth, IndexReport, SearchQuery
from search.engines.groups import Group, buckets
from search.engines.tokens import token_store
from search.errors import IndexSwapped
from search.indexing.documents import Document, DocumentKey
from search.models import Generation

State = Generation.State
MAX_TRIES = 3
"""Statements read what is committed at their own moment; a rebuild swaps seldom, and hardly ever twice within a query."""

# What stands in one statement belongs together; the generation says whether it belongs to the other one as well.
_ACTIVE = "SELECT id FROM search_generation WHERE state = 'active'"
_MATCHES = f"""
WITH parts (number, expression) AS ({{parts}}) {{hits}} UNION ALL SELECT -1, CAST(id AS text) FROM ({_ACTIVE}) active
"""
_SEEN = "FROM {listed} CROSS JOIN {documents} WHERE document.id = {listed}.id AND {public}"
_RESULTS = f"""
WITH listed (id, place) AS MATERIALIZED ({{listed}}),
covering (id, place) AS ({{covering}}),
results AS MATERIALIZED (SELECT listed.id, listed.place, document.codes {_SEEN.replace("{listed}", "listed")}),
best AS (SELECT id, place FROM results WHERE {{narrowed}} ORDER BY place LIMIT %s)
SELECT NULL AS codes, 0 AS documents, best.place,
    document.kind, document.object_id, document.weights, document.title_stems, document.prior
FROM best CROSS JOIN search_indexeddocument document WHERE document.id = best.id
UNION ALL SELECT codes, COUNT(*), -1, NULL, NULL, NULL, NULL, NULL FROM results GROUP BY codes
UNION ALL SELECT NULL, active.id, -1, NULL, NULL, NULL, NULL, NULL FROM ({_ACTIVE}) active
UNION ALL SELECT NULL, 1, -2, NULL, NULL, NULL, NULL, NULL WHERE EXISTS (SELECT 1 {_SEEN.replace("{listed}", "covering")})
"""
_NARROWED = (
    "EXISTS (SELECT 1 FROM search_documentfacet f WHERE f.document_id = results.id AND f.name = %s AND f.code = %s)"
)


class Match(NamedTuple):
    """Documents that hold the same parts of a plan, and what each covers and scores."""

    coverage: float
    score: float
    documents: list[int]


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
        for _last in range(MAX_TRIES - 1):
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
    """Return what answers a plan. Two statements; raises IndexSwapped when a rebuild swapped between them.

    The bar for results is set by the best of what anyone may see. That is nearly always the best of all, so nobody asks who
    may see what lies below the bar; where none of the best may be seen, the next best sets it.
    """
    generation, matches = _matches(Scorer.of(plan))
    while matches:
        best = max(match.coverage for match in matches)
        listed = _in_order(match for match in matches if match.coverage >= MIN_COVERAGE * best)
        covering = _in_order(match for match in matches if match.coverage == best)
        answer = _results(generation, listed, covering, query, limit)
        if answer:
            return answer
        matches = [match for match in matches if match.coverage < best]
    return CandidateSet(0, ())


def _in_order(matches: Iterable[Match]) -> list[int]:
    """Return the documents of these, best first; of equals the first that was written."""
    by_score: dict[float, list[int]] = defaultdict(list)
    for match in matches:
        by_score[match.score] += match.documents
    return [pk for score in sorted(by_score, reverse=True) for pk in sorted(by_score[score])]


def _matches(scorer: Scorer) -> tuple[int, list[Match]]:
    """Return the generation in use, and what was found in any generation.

    A common word stands in thousands of documents. Those that hold the same parts (a bit for each) have the same points: these
    are added up once for all of them.
    """
    store = token_store()
    parts = scorer.parts()
    sql, params = store.rows((number, store.expression(part)) for number, part in enumerate(parts))
    with connection.cursor() as cursor:
        cursor.execute(_MATCHES.format(parts=sql, hits=store.holding("parts")), params)
        lists = {number: json.loads(ids or "[]") for number, ids in cursor.fetchall()}
    generation = lists.pop(-1, 0)
    held = dict.fromkeys(lists.pop(0, ()), 1)
    for number, ids in lists.items():
        bit = 1 << number
        for pk in ids:
            held[pk] = held.get(pk, 0) | bit
    alike: dict[int, list[int]] = defaultdict(list)
    for pk, bits in held.items():
        alike[bits].append(pk)
    matches = (
        _match(scorer, [part for number, part in enumerate(parts) if bits >> number & 1], documents)
        for bits, documents in alike.items()
    )
    return generation, [match for match in matches if match.coverage]


def _match(scorer: Scorer, parts: list[Part], documents: list[int]) -> Match:
    coverage = sum(part.coverage for part in parts)
    return Match(coverage, scorer.score(sum(part.points for part in parts), coverage), documents)


def _results(
    generation: int, listed: list[int], covering: list[int], query: SearchQuery, limit: int
) -> CandidateSet | None:
    """Return what anyone may see of the listed documents, best first; None when none of those covering most may be seen."""
    store = token_store()
    listed_sql, listed_params = store.listed(listed)
    # Most often for a single common word: no need to say thousands of numbers twice.
    are_alike = len(covering) == len(listed)
    covering_sql, covering_params = ("SELECT id, place FROM listed", []) if are_alike else store.listed(covering)
    public, public_params = visible.public(query.locale)
    sql = _RESULTS.format(
        listed=listed_sql,
        covering=covering_sql,
        documents=visible.documents(),
        public=public,
        narrowed=" AND ".join(_NARROWED for _pair in query.facets) or "TRUE",
    )
    chosen = [value for pair in query.facets for value in pair]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*listed_params, *covering_params, *public_params, *chosen, limit, *public_params])
        rows = cursor.fetchall()
    if (None, generation, -1) not in {row[:3] for row in rows}:
        raise IndexSwapped
    if not any(place == -2 for _codes, _documents, place, *_row in rows):
        return None
    groups = [Group.of(codes, documents) for codes, documents, *_row in rows if codes is not None]
    best = sorted((place, *row) for codes, _documents, place, *row in rows if codes is None and place >= 0)
    return CandidateSet(
        sum(group.documents for group in groups if group.answers(query.facets)),
        tuple(
            Candidate(
                DocumentKey(kind, object_id, query.locale),
                json.loads(weights),
                frozenset(json.loads(title)),
                prior or 0.0,
            )
            for _place, kind, object_id, weights, title, prior in best
        ),
        buckets(groups, query),
    )
