"""The embedded engine: the site's own database. What is written commits, or rolls back, with the page it is about."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from search.asking.plan import QueryPlan
from search.asking.reranker import Candidate
from search.engines import visible, writing
from search.engines.base import WINDOW, CandidateSet, EngineHealth, IndexReport, SearchQuery
from search.engines.groups import Group, buckets
from search.engines.tokens import HELD_POINTS, LEVEL_POINTS, by_strength, token_store
from search.indexing.documents import Document, DocumentKey
from search.models import Generation

MIN_COVERAGE = 0.4
"""A document counts as a result when it answers this share of what the best one answers."""

State = Generation.State

# Most of the time would go to what is asked of many documents, so each step asks only what the next one needs. The bar for
# coverage is set by all that is public, so that narrowing by a facet lets no weaker results in. Levels are asked only
# where there is more than one window of results: the re-rank orders one window by itself.
_FIND = """
WITH parts (value, expression) AS ({parts}),
matches AS MATERIALIZED (SELECT id, SUM(value) AS coverage FROM ({hits}) hits GROUP BY id),
visible AS MATERIALIZED (
    SELECT matches.id, matches.coverage, document.codes
    FROM matches CROSS JOIN {documents} WHERE document.id = matches.id AND {public}
),
results AS MATERIALIZED (
    SELECT id, coverage, codes FROM visible WHERE coverage >= %s * (SELECT MAX(coverage) FROM visible)
),
narrowed AS MATERIALIZED (SELECT id, coverage FROM results WHERE {narrowed}),
many AS MATERIALIZED (SELECT 1 AS is_more FROM narrowed LIMIT 1 OFFSET %s),
levels (value, expression) AS ({levels}),
raised AS (SELECT levels.value, levels.expression FROM many CROSS JOIN levels),
marks AS (SELECT id, coverage, 0 AS points FROM narrowed UNION ALL SELECT id, 0, value FROM ({marks}) marked),
best AS (
    SELECT id, SUM(coverage) * (%s * SUM(coverage) + SUM(points)) AS score
    FROM marks GROUP BY id HAVING SUM(coverage) > 0
    ORDER BY score DESC, id LIMIT %s
)
SELECT NULL AS codes, 0 AS documents,
    best.score, best.id, document.kind, document.object_id, document.weights, document.title_stems
FROM best CROSS JOIN search_indexeddocument document WHERE document.id = best.id
UNION ALL SELECT codes, COUNT(*), 0, 0, NULL, NULL, NULL, NULL FROM results GROUP BY codes
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
        sql, params = _find(plan, query, limit)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        # What stands in the same statement belongs together: a rebuild may swap and remove rows between two of them.
        groups = [Group.of(codes, documents) for codes, documents, *_row in rows if codes is not None]
        return CandidateSet(
            sum(group.documents for group in groups if group.answers(query.facets)),
            _candidates((row for codes, _documents, *row in rows if codes is None), query.locale),
            buckets(groups, query),
        )

    def catch_up(self) -> bool:
        return True

    def health(self) -> EngineHealth:
        generations = {generation.state: generation for generation in Generation.objects.exclude(state=State.RETIRED)}
        active, building = generations.get(State.ACTIVE), generations.get(State.BUILDING)
        began = f"{timezone.localtime(building.started_at):%Y-%m-%d %H:%M}" if building else ""
        count = active.documents.count() if active else 0
        return EngineHealth(f"database ({connection.vendor})", active.pk if active else 0, count, began)


def _find(plan: QueryPlan, query: SearchQuery, limit: int) -> visible.Statement:
    """Return the statement for the best documents and their scores, and for how many results there are with the same codes."""
    store = token_store()
    parts = [part for slot in plan.answerable for part in by_strength(slot)]
    parts_sql, parts_params = store.rows((part.value, store.expression(part)) for part in parts)
    levels, levels_params = store.rows(
        (part.value * points, store.expression(part, level))
        for level, points in enumerate(LEVEL_POINTS, 1)
        for part in parts
    )
    public, public_params = visible.public(query.locale)
    sql = _FIND.format(
        parts=parts_sql,
        hits=store.holding("parts"),
        documents=visible.documents(),
        public=public,
        narrowed=" AND ".join(_NARROWED for _pair in query.facets) or "TRUE",
        levels=levels,
        marks=store.holding("raised"),
    )
    chosen = [value for pair in query.facets for value in pair]
    return sql, [
        *parts_params,
        *public_params,
        MIN_COVERAGE,
        *chosen,
        WINDOW,
        *levels_params,
        HELD_POINTS,
        limit,
    ]


def _candidates(rows: Iterable[Sequence[Any]], locale: str) -> tuple[Candidate, ...]:
    """Return the documents of these rows, best first."""
    best = sorted(rows, key=lambda row: (-row[0], row[1]))
    return tuple(
        Candidate(DocumentKey(kind, object_id, locale), json.loads(weights), frozenset(json.loads(title)))
        for _score, _pk, kind, object_id, weights, title in best
    )
