"""How well a search finds what people look for: figures over judged queries, per kind."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and the keys of the documents that answer it. kind says what is difficult about it ("misspelling")."""

    text: str
    kind: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """s1, s3: share of queries with a right document first, among the first three; zero: share without any result."""

    queries: int
    s1: float
    s3: float
    mrr: float
    ndcg10: float
    zero: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class _Outcome:
    kind: str
    places: tuple[int, ...]
    right: int
    empty: bool
    milliseconds: float


def evaluate(queries: Iterable[JudgedQuery], search: Callable[[str], Sequence[str]]) -> dict[str, Figures]:
    """Return the figures per kind, and under "all"; search gives the keys of the results, best first."""
    outcomes = [_ask(query, search) for query in queries]
    kinds = dict.fromkeys(outcome.kind for outcome in outcomes)
    figures = {kind: _figures([outcome for outcome in outcomes if outcome.kind == kind]) for kind in kinds}
    return {**figures, "all": _figures(outcomes)} if outcomes else {}


def _ask(query: JudgedQuery, search: Callable[[str], Sequence[str]]) -> _Outcome:
    start = time.perf_counter()
    keys = search(query.text)
    took = (time.perf_counter() - start) * 1000
    places = tuple(place for place, key in enumerate(keys[:10]) if key in query.right)
    return _Outcome(query.kind, places, len(query.right), not keys, took)


def _figures(outcomes: list[_Outcome]) -> Figures:
    count = len(outcomes)
    times = sorted(outcome.milliseconds for outcome in outcomes)
    first = [outcome.places[0] if outcome.places else None for outcome in outcomes]
    return Figures(
        queries=count,
        s1=sum(place == 0 for place in first) / count,
        s3=sum(place is not None and place < 3 for place in first) / count,
        mrr=sum(1 / (place + 1) for place in first if place is not None) / count,
        ndcg10=sum(map(_ndcg, outcomes)) / count,
        zero=sum(outcome.empty for outcome in outcomes) / count,
        p50_ms=times[count // 2],
        p95_ms=times[min(count - 1, int(count * 0.95))],
    )


def _ndcg(outcome: _Outcome) -> float:
    gain = sum(1 / math.log2(place + 2) for place in outcome.places)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(outcome.right, 10)))
    return gain / ideal if ideal else 0.0
