"""The embedded engine: the site's own database. What is written commits, or rolls back, with the page it is about."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from search.documents import Document, DocumentKey
from search.engines import visible, writing
from search.engines.base import FACETS, CandidateSet, EngineHealth, FacetBucket, IndexReport, SearchQuery
from search.engines.tokens import by_strength, token_store
from search.engines.visible import Statement
from search.models import Generation, IndexedDocument
from search.plan import QueryPlan, Slot
from search.reranker import Candidate

LEAST_COVERAGE = 0.4
"""A document counts as a result when it answers this share of what the best one answers."""

State = Generation.State


class DatabaseEngine:
    """SQLite FTS5 or PostgreSQL tsvector over tokens that were analysed here."""

    def index(self, documents: Iterable[Document]) -> IndexReport:
        return writing.index(documents)

    def delete(self, keys: Iterable[DocumentKey]) -> None:
        writing.delete(keys)

    def rebuild(self, batches: Iterable[Iterable[Document]]) -> IndexReport:
        return writing.rebuild(batches)

    def candidates(self, plan: QueryPlan, query: SearchQuery, limit: int = 50) -> CandidateSet:
        if not plan.answerable:
            return CandidateSet(0, ())
        found, params = self._results(plan, query, token_store().answering)
        sql = (
            f"{found} SELECT results.id, COUNT(*) OVER () FROM results"
            " ORDER BY results.coverage * results.points DESC, results.id LIMIT %s"
        )
        rows = _rows(sql, [*params, limit])
        documents = IndexedDocument.objects.only("kind", "object_id", "locale", "weights", "title_stems").in_bulk(
            [row[0] for row in rows]
        )
        return CandidateSet(
            rows[0][1] if rows else 0,
            tuple(
                Candidate(documents[pk].key, documents[pk].weights, frozenset(documents[pk].title_stems))
                for pk, _total in rows
                if pk in documents
            ),
        )

    def facets(self, plan: QueryPlan, query: SearchQuery) -> dict[str, list[FacetBucket]]:
        """One query for all facets that nothing narrows, and one for each that does: it is counted without its own filter."""
        found: dict[str, list[FacetBucket]] = {name: [] for name in FACETS}
        if not plan.answerable:
            return found
        narrowing = [name for name in FACETS if query.without(name) != query]
        for name in narrowing:
            found[name] = self._buckets(plan, query.without(name), [name]).get(name, [])
        return found | self._buckets(plan, query, [name for name in FACETS if name not in narrowing])

    def _buckets(self, plan: QueryPlan, query: SearchQuery, names: list[str]) -> dict[str, list[FacetBucket]]:
        if not names:
            return {}
        found, params = self._results(plan, query, token_store().holding)
        sql = (
            f"{found} SELECT facet.name, facet.code, COUNT(*) FROM results JOIN search_documentfacet facet"
            f" ON facet.document_id = results.id WHERE facet.name IN ({', '.join(['%s'] * len(names))})"
            " GROUP BY facet.name, facet.code ORDER BY 3 DESC, 2"
        )
        buckets: dict[str, list[FacetBucket]] = {name: [] for name in names}
        for name, code, count in _rows(sql, [*params, *names]):
            buckets[name].append(FacetBucket(code, count))
        return buckets

    def _results(self, plan: QueryPlan, query: SearchQuery, matching: Callable[[Slot], Statement]) -> Statement:
        """Return the common table expressions that end in `results` (id, coverage, points).

        The bar for coverage is set by all that is public, so that narrowing by a facet lets no weaker results in.
        """
        slots = [matching(part) for slot in plan.answerable for part in by_strength(slot)]
        hits = " UNION ALL ".join(sql for sql, _params in slots)
        public, public_params = visible.public(query.locale)
        narrowed = " AND ".join(
            "EXISTS (SELECT 1 FROM search_documentfacet f WHERE f.document_id = seen.id AND f.name = %s AND f.code = %s)"
            for _pair in query.facets
        )
        sql = (
            f"WITH hits (id, value, points) AS MATERIALIZED ({hits}),"
            " found AS (SELECT id, SUM(value) AS coverage, SUM(points) AS points FROM hits GROUP BY id),"
            # Asked of each document that was found, not of all that are public: those are many more.
            f" seen AS MATERIALIZED (SELECT * FROM found WHERE EXISTS ({public} AND document.id = found.id)),"
            " results AS (SELECT seen.* FROM seen"
            " WHERE coverage >= %s * (SELECT MAX(coverage) FROM seen)"
            f"{' AND ' + narrowed if narrowed else ''})"
        )
        params = [value for _sql, given in slots for value in given]
        return sql, [*params, *public_params, LEAST_COVERAGE, *(value for pair in query.facets for value in pair)]

    def catch_up(self) -> bool:
        return True

    def health(self) -> EngineHealth:
        states = dict(Generation.objects.exclude(state=State.RETIRED).values_list("state", "pk"))
        active = states.get(State.ACTIVE, 0)
        count = IndexedDocument.objects.filter(generation=active).count() if active else 0
        return EngineHealth(f"database ({connection.vendor})", active, count, State.BUILDING in states)


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
