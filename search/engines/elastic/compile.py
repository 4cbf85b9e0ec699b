"""A query plan in Elasticsearch's words. Pure: what is linguistic was decided by the planner, and is the same on every engine.

Two questions make one answer. The first asks how much of the query the best document covers; the second asks for all
that cover enough of that, best first. Both count coverage as the database engine does: each part of a slot (its sure
alternatives, its weak ones) counts its value, once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from elasticsearch.dsl import query
from elasticsearch.dsl.query import Query

from search.asking.plan import Alternative, QueryPlan, Slot, Term
from search.engines.elastic.documents import STATE_ID, facet, id_of
from search.engines.tokens import by_strength
from search.indexing.documents import DocumentKey

BOOSTS = {"title": 4.0, "keywords": 3.0, "summary": 1.6, "body": 0.6}
WITHIN = 0.7
SLACK = 1e-5
"""Elasticsearch adds in single precision."""


def parts(plan: QueryPlan) -> list[Slot]:
    """Return what counts for coverage."""
    return [part for slot in plan.answerable for part in by_strength(slot)]


def visible(now: datetime, hidden: Iterable[DocumentKey]) -> Query:
    """Return the filter on what anyone may see; hidden: documents of pages that were closed off."""
    return query.Bool(
        must_not=[
            query.Range("visible_from", {"gt": now}),
            query.Range("visible_until", {"lte": now}),
            query.Ids(values=[STATE_ID, *map(id_of, hidden)]),
        ]
    )


def coverage(plan: QueryPlan, public: Query) -> Query:
    """Return the query whose score is the coverage."""
    return query.Bool(
        filter=[public],
        should=[query.ConstantScore(filter=_holds(part), boost=part.value) for part in parts(plan)],
        minimum_should_match=1,
    )


def results(plan: QueryPlan, public: Query, bar: float) -> Query:
    """Return the query for what covers at least the bar, in the order of coverage times points."""
    covered: list[Any] = [{"filter": _holds(part), "weight": part.value} for part in parts(plan)]
    enough = query.FunctionScore(
        query=query.Bool(should=[_holds(part) for part in parts(plan)]),
        functions=covered,
        score_mode="sum",
        boost_mode="replace",
        min_score=bar * (1 - SLACK),
    )
    return query.FunctionScore(
        query=query.Bool(
            filter=[public, enough], should=[_points(part, f"slot {n}") for n, part in enumerate(parts(plan))]
        ),
        functions=covered,
        score_mode="sum",
        boost_mode="multiply",
    )


def narrowed(facets: Iterable[tuple[str, str]]) -> Query:
    """Return the filter on facets."""
    return query.Bool(filter=[query.Term("facets", {"value": facet(name, code)}) for name, code in facets])


def _holds(slot: Slot) -> Query:
    """Return the filter on documents that hold all terms of any alternative."""
    return query.Bool(should=[_all_of(way) for way in slot.alternatives], minimum_should_match=1)


def _all_of(way: Alternative) -> Query:
    return query.Bool(filter=[query.Terms("every", list(term.texts)) for term in way.terms])


def _points(slot: Slot, name: str) -> Query:
    """Return the query that orders the documents which answer a slot: by where the best alternative stands."""
    ways = [
        query.Bool(filter=[_all_of(way)], must=[_where(term) for term in way.terms], boost=way.weight)
        for way in slot.alternatives
    ]
    return query.DisMax(queries=ways, boost=slot.value, _name=name)


def _where(term: Term) -> Query:
    """Return the query for a term: BM25 for the word itself, a fixed share for longer words that hold it."""
    places: list[Query] = [query.Term(name, {"value": term.text, "boost": boost}) for name, boost in BOOSTS.items()]
    if term.within:
        places += [
            query.ConstantScore(
                filter=query.Terms(name, list(term.within)), boost=WITHIN * boost * max(term.rarity, 0.1)
            )
            for name, boost in BOOSTS.items()
        ]
    return query.Bool(should=places)
