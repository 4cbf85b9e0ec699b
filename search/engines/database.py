"""The embedded engine: the site's own database. What is written commits, or rolls back, with the page it is about.

It says which documents match which parts of a plan; the scorer adds up what that is worth. Most documents that match are no
results, so only of what is left it asks whether anyone may see it, and only of the best the weights.
"""

import json
from collections import defaultdict
from collections.abc import Iterable

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
_MATCHES = f"WITH parts (number, expression) AS ({{parts}}) {{hits}} UNION ALL SELECT id, -1 FROM ({_ACTIVE}) active"
_SEEN = "FROM {listed} CROSS JOIN {documents} WHERE document.id = {listed}.id AND {public}"
_RESULTS = f"""
WITH listed (id, place) AS MATERIALIZED ({{listed}}),
covering (id, place) AS MATERIALIZED ({{covering}}),
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
    scorer = Scorer.of(plan)
    generation, points, coverage = _matches(scorer.parts())
    scores = {pk: scorer.score(points[pk], value) for pk, value in coverage.items()}
    while coverage:
        best = max(coverage.values())
        listed = [pk for pk, value in coverage.items() if value >= MIN_COVERAGE * best]
        listed.sort(key=lambda pk: (-scores[pk], pk))
        covering = [pk for pk in listed if coverage[pk] == best]
        answer = _results(generation, listed, covering, query, limit)
        if answer:
            return answer
        coverage = {pk: value for pk, value in coverage.items() if value < best}
    return CandidateSet(0, ())


def _matches(parts: list[Part]) -> tuple[int, dict[int, float], dict[int, float]]:
    """Return the generation in use, and by document, of any generation, the points and the coverage of what it matches."""
    store = token_store()
    sql, params = store.rows((number, store.expression(part)) for number, part in enumerate(parts))
    points: dict[int, float] = defaultdict(float)
    coverage: dict[int, float] = defaultdict(float)
    generation = 0
    with connection.cursor() as cursor:
        cursor.execute(_MATCHES.format(parts=sql, hits=store.holding("parts")), params)
        for pk, number in cursor.fetchall():
            if number < 0:
                generation = pk
                continue
            part = parts[number]
            points[pk] += part.points
            if part.coverage:
                coverage[pk] += part.coverage
    return generation, points, coverage


def _results(
    generation: int, listed: list[int], covering: list[int], query: SearchQuery, limit: int
) -> CandidateSet | None:
    """Return what anyone may see of the listed documents, best first; None when none of those covering most may be seen."""
    store = token_store()
    listed_sql, listed_params = store.listed(listed)
    covering_sql, covering_params = store.listed(covering)
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
