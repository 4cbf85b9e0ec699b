"""Elasticsearch as a search engine: the database's index is the truth, this is a copy that finds.

What is written goes through the database engine, in the page's transaction; once that is committed the copy follows. Each
question compares the copy's stamp with the index as this transaction sees it: a copy that is behind, ahead or of another
generation does not answer, and standby.py lets the database do so.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Ids, Query

from search.asking.plan import QueryPlan
from search.asking.scorer import MIN_COVERAGE, Candidate, Scorer
from search.engines import writing
from search.engines.base import FACETS, WINDOW, CandidateSet, EngineHealth, FacetBucket, IndexReport, SearchQuery
from search.engines.database import DatabaseEngine
from search.engines.elastic import compile, copy
from search.engines.elastic.documents import STATE_ID, facet
from search.engines.elastic.node import Node
from search.engines.visible import hidden
from search.errors import BulkRefused, NotLevel, Unavailable
from search.indexing.documents import Document, DocumentKey
from search.models import Generation

log = structlog.get_logger(__name__)

AT_ONCE = 100
"""Changes that are copied while the editor waits; more are left to the job."""
MAX_CODES = 500
MAX_RESULT_WINDOW = 10_000
"""Results that Elasticsearch gives at most (max_result_window)."""


class ElasticsearchEngine:
    """Any 8.x or 9.x node. Raises Unavailable when it cannot answer."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.database = DatabaseEngine()

    def index(self, documents: Iterable[Document]) -> IndexReport:
        report = self.database.index(documents)
        self._follow()
        return report

    def delete(self, keys: Iterable[DocumentKey]) -> None:
        self.database.delete(keys)
        self._follow()

    def rebuild(self, batches: Iterable[Iterable[Document]]) -> IndexReport:
        report = writing.rebuild(batches, self._prepare)
        self._try(limit=None)
        return report

    def candidates(self, plan: QueryPlan, query: SearchQuery, limit: int = WINDOW) -> CandidateSet:
        if not plan.answerable:
            return CandidateSet(0, ())
        answer = self._ask(plan, query.locale, self._with_counts(self._page(query, limit), query))
        return CandidateSet(
            answer["hits"]["total"]["value"],
            tuple(
                Candidate(
                    DocumentKey(source["kind"], source["object_id"], query.locale),
                    source["weights"],
                    frozenset(source["title_stems"]),
                    source["prior"],
                )
                for source in (hit["_source"] for hit in answer["hits"]["hits"])
            ),
            _buckets(answer),
        )

    def health(self) -> EngineHealth:
        state = replace(self.database.health(), engine="elasticsearch")
        generation = Generation.objects.filter(state=Generation.State.ACTIVE).first()
        if generation is None:
            return state
        try:
            with self.node.asked():
                held = self._states(generation)
        except Unavailable as error:
            return replace(state, lag=None, instead=str(error))
        lag = max((generation.change - max(state.change if state else 0, 0) for state in held), default=0)
        level = all(state and state.stamp == generation.stamp for state in held)
        return replace(state, lag=lag, instead="" if level else f"{lag} changes are still to be copied")

    def catch_up(self) -> bool:
        """Bring the copy level; False when the node could not be had. What the job does, and a rebuild at its end."""
        return self._try(limit=None)

    def _states(self, generation: Generation) -> list[copy.State | None]:
        client = self.node.within_budget()
        names = [copy.index_name(self.node, locale, generation) for locale in copy.locales(generation)]
        return [copy.state_of(self.node, name, client) for name in names]

    def _follow(self) -> None:
        transaction.on_commit(lambda: self._try(AT_ONCE), robust=True)

    def _try(self, limit: int | None) -> bool:
        try:
            return copy.level(self.node, limit)
        except Unavailable:
            return False  # said by the breaker; the job tries again
        except BulkRefused as error:
            log.error("search_copy_refused", reason=str(error))
            return False

    def _prepare(self, generation: Generation) -> None:
        """Copy a generation before it is in use, so that after the swap only what came meanwhile is left."""
        generation.refresh_from_db()
        try:
            with self.node.asked():
                copy.fill(self.node, generation)
        except (Unavailable, BulkRefused) as error:
            log.warning("search_copy_later", reason=str(error))

    def _ask(self, plan: QueryPlan, locale: str, search: Search[Any]) -> Any:  # noqa: ANN401  # the node's own JSON
        """Return the answer to a search over what the plan means; raises Unavailable, after the time budget at most."""
        generation = Generation.objects.filter(state=Generation.State.ACTIVE).first()
        if generation is None:
            raise NotLevel("nothing is indexed yet")
        public = compile.visible(timezone.now(), hidden(locale))
        scorer = Scorer.of(plan)
        index = copy.alias(self.node, locale)
        began = time.monotonic()
        with self.node.asked():
            client = self.node.within_budget()
            bar = self._bar(client, index, generation, compile.coverage(scorer, public))
            left = max(0.01, self.node.seconds - (time.monotonic() - began))
            wanted = search.query(compile.results(scorer, public, bar)).to_dict()
            return client.options(request_timeout=left).search(index=index, **_renamed(wanted)).body

    def _bar(self, client: Elasticsearch, index: str, generation: Generation, coverage: Query) -> float:
        """Return the coverage that a result must have; raises NotLevel when the copy is of another state."""
        state = Search().query(Ids(values=[STATE_ID])).source(["stamp"]).extra(size=1)
        best = Search().query(coverage).source(False).extra(size=1, track_total_hits=False)
        head = {"index": index}
        state_answer, best_answer = client.msearch(searches=[head, state.to_dict(), head, best.to_dict()])["responses"]
        if state_answer.get("status") == copy.MISSING:
            raise NotLevel("the index is not there yet")
        for answer in (state_answer, best_answer):
            if answer["status"] != copy.FINE:
                raise Unavailable(f"answer {answer['status']} from {self.node.host}")
        stamps = [hit["_source"]["stamp"] for hit in state_answer["hits"]["hits"]]
        if stamps != [generation.stamp]:
            raise NotLevel("changes are still to be copied")
        return MIN_COVERAGE * float(best_answer["hits"]["max_score"] or 0.0)

    def _page(self, query: SearchQuery, limit: int) -> Search[Any]:
        return (
            Search()
            .source(["kind", "object_id", "weights", "title_stems", "prior"])
            .post_filter(compile.narrowed(query.facets))
            .sort("_score", "uid")
            .extra(size=min(limit, MAX_RESULT_WINDOW), track_total_hits=True)
        )

    def _with_counts(self, search: Search[Any], query: SearchQuery) -> Search[Any]:
        for name in FACETS:
            others = A("filter", compile.narrowed(query.without(name).facets))
            order: list[dict[str, str]] = [{"_count": "desc"}, {"_key": "asc"}]
            others.bucket("codes", "terms", field="facets", include=facet(name, ".*"), size=MAX_CODES, order=order)
            search.aggs.bucket(name, others)
        return search


def _buckets(answer: Mapping[str, Any]) -> dict[str, list[FacetBucket]]:
    return {
        name: [
            FacetBucket(bucket["key"].partition(":")[2], bucket["doc_count"])
            for bucket in answer["aggregations"][name]["codes"]["buckets"]
        ]
        for name in FACETS
    }


def _renamed(body: dict[str, Any]) -> dict[str, Any]:
    """Return a search body as arguments of the client, which calls some parts by another name."""
    return {{"_source": "source"}.get(name, name): value for name, value in body.items()}
