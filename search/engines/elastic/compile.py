"""A query plan in Elasticsearch's words. Pure: what is linguistic was decided by the planner, and is the same on every engine.

Two questions make one answer. The first asks how much of the query the best document covers; the second asks for all
that cover enough of that, best first. Elasticsearch adds up what the scorer says that each part is worth, and scores
nothing itself.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from elasticsearch.dsl import query
from elasticsearch.dsl.query import Query

from search.asking.plan import Alternative
from search.asking.scorer import Part, Scorer
from search.engines.elastic.documents import STATE_ID, facet, id_of
from search.engines.tokens import at_level
from search.indexing.documents import DocumentKey

SLACK = 1e-5
"""Elasticsearch adds in single precision."""


def visible(now: datetime, hidden: Iterable[DocumentKey]) -> Query:
    """Return the filter on what anyone may see; hidden: documents of pages that were closed off."""
    return query.Bool(
        must_not=[
            query.Range("visible_from", {"gt": now}),
            query.Range("visible_until", {"lte": now}),
            query.Ids(values=[STATE_ID, *map(id_of, hidden)]),
        ]
    )


def coverage(scorer: Scorer, public: Query) -> Query:
    """Return the query whose score is the coverage."""
    return query.Bool(
        filter=[public],
        should=[query.ConstantScore(filter=_holds(part), boost=part.coverage) for part in _counting(scorer)],
        minimum_should_match=1,
    )


def results(scorer: Scorer, public: Query, bar: float) -> Query:
    """Return the query for what covers at least the bar, in the order of `Scorer.score`."""
    counting = _counting(scorer)
    covered: list[Any] = [{"filter": _holds(part), "weight": part.coverage} for part in counting]
    enough = query.FunctionScore(
        query=query.Bool(should=[_holds(part) for part in counting]),
        functions=covered,
        score_mode="sum",
        boost_mode="replace",
        min_score=bar * (1 - SLACK),
    )
    points = [query.ConstantScore(filter=_holds(part), boost=part.points) for part in scorer.parts()]
    base, share = scorer.coverage_weights
    factors: list[Any] = [{"weight": base}]
    factors += [{"filter": _holds(part), "weight": share * part.coverage} for part in counting]
    return query.FunctionScore(
        query=query.Bool(filter=[public, enough], should=points),
        functions=factors,
        score_mode="sum",
        boost_mode="multiply",
    )


def narrowed(facets: Iterable[tuple[str, str]]) -> Query:
    """Return the filter on facets."""
    return query.Bool(filter=[query.Term("facets", {"value": facet(name, code)}) for name, code in facets])


def _counting(scorer: Scorer) -> list[Part]:
    """Return the parts that count for coverage."""
    return [part for part in scorer.parts() if part.coverage]


def _holds(part: Part) -> Query:
    """Return the filter on documents that hold all terms of any alternative."""
    return query.Bool(should=[_all_of(way, part.level) for way in part.alternatives], minimum_should_match=1)


def _all_of(way: Alternative, level: int) -> Query:
    return query.Bool(
        filter=[query.Terms("stems", [at_level(text, level) for text in term.texts]) for term in way.terms]
    )
