"""The order of the results, the same on every engine: how much of what was said does a document hold, and where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.asking.plan import Alternative, QueryPlan, Slot, Term
from search.indexing.documents import DocumentKey

SATURATION = 4.0
"""BM25's k1: the tenth time a word stands in a document tells less than the first."""
COVERAGE_SHARE = 0.75
TITLE_BONUS = 0.35
WITHIN_SHARE = 0.7
"""What "geboorteakte" counts for who says "akte"."""
POPULARITY_BONUS = 0.15
"""The most that clicks can add: enough to order equals, too little to bring up what answers worse."""
ABOUT_IT = 2.0
"""The weight of a word from which a document is about it: once in the summary, three times or so in the body."""
MEANING_BONUS = 0.6
"""The most that a document gains by its meaning, of the best score among the candidates: chosen on half of the everyday
queries (docs/decisions/015-meaning-is-an-extra.md)."""
UNANSWERED_VALUE = 2.0
"""What a word counts that the catalogue does not know: about as much as one that stands in a tenth of the documents."""
SURE = 0.5
"""The certainty of the first result from which results stand as answers; below it they stand under "Misschien bedoelt u"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that an engine proposes: what each stem counts in it, and the stems of its title."""

    key: DocumentKey
    weights: Mapping[str, float]
    title: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place: score only orders within one query; coverage is the share of the query that it answers.

    certainty: the same share, where what was guessed or is only mentioned counts for less, and what was not understood
    for as much as the rarest word: below about a half it is a "Misschien bedoelt u".
    nearness: how near it lies in meaning, 0 to 1, where that was asked.
    """

    key: DocumentKey
    score: float
    coverage: float
    certainty: float = 1.0
    nearness: float = 0.0

    @property
    def is_guess(self) -> bool:
        """Whether it was found by its meaning alone: it answers no word of the query."""
        return self.nearness > 0 and not self.coverage


NO_BOOSTS: Mapping[DocumentKey, float] = {}


def is_sure(places: Sequence[Ranked]) -> bool:
    """Say whether these results are answers."""
    return bool(places) and places[0].certainty >= SURE


def rerank(
    plan: QueryPlan,
    candidates: Iterable[Candidate],
    boosts: Mapping[DocumentKey, float] = NO_BOOSTS,
    nearness: Callable[[DocumentKey], float] | None = None,
) -> list[Ranked]:
    """Return the candidates that answer any of the plan, best first; equal ones in the order of their key, on any engine.

    boosts: popularity by document, 0 to 1. nearness: the same of its meaning, where that counts.
    """
    maximum = _Maximum.of(plan)
    ranked = (
        [_rank(plan, candidate, maximum, boosts.get(candidate.key, 0.0)) for candidate in candidates]
        if maximum.value
        else []
    )
    answering = [place for place in ranked if place.score > 0]
    if nearness:
        answering = _nearer(answering, nearness)
    return sorted(answering, key=lambda place: (-place.score, place.key))


def _nearer(ranked: list[Ranked], nearness: Callable[[DocumentKey], float]) -> list[Ranked]:
    """Return the places with what their meaning adds: a part of the best score, so that it weighs the same in each query."""
    max_bonus = MEANING_BONUS * max((place.score for place in ranked), default=0.0)
    near = ((place, nearness(place.key)) for place in ranked)
    return [replace(place, score=place.score + max_bonus * share, nearness=share) for place, share in near]


@dataclass(frozen=True, slots=True)
class _Maximum:
    """What a document counts that answers all of a query: in value for the order, in what it tells for the certainty."""

    value: float
    telling: float

    @classmethod
    def of(cls, plan: QueryPlan) -> "_Maximum":
        values = (slot.value if slot.alternatives else UNANSWERED_VALUE for slot in plan.slots)
        return cls(sum(values), sum(slot.telling for slot in plan.slots))


def _rank(plan: QueryPlan, candidate: Candidate, maximum: _Maximum, boost: float) -> Ranked:
    strength = answered = certain = 0.0
    explained: set[str] = set()
    for slot in plan.answerable:
        ways = [(points, way) for way in slot.alternatives if (points := _strength(way, candidate.weights)) > 0]
        if ways:
            points, best = max(ways, key=lambda pair: pair[0])
            strength += points
            answered += slot.value
            certain += slot.telling * best.weight * _firmness(best, candidate.weights)
            # Whichever way counts most: who says "verhuisd" has the whole title "Adreswijziging" as well.
            explained.update(text for _points, way in ways for term in way.terms for text in term.texts)
    coverage = answered / maximum.value
    title = len(explained & candidate.title) / max(1, len(candidate.title))
    score = strength * (1 - COVERAGE_SHARE + COVERAGE_SHARE * coverage) * (1 + TITLE_BONUS * title)
    score *= 1 + POPULARITY_BONUS * boost
    return Ranked(candidate.key, score, coverage, certain / maximum.telling)


def _strength(way: Alternative, weights: Mapping[str, float]) -> float:
    points = 0.0
    for term in way.terms:
        weight = _weight(term, weights)
        if not weight:
            return 0.0
        points += term.rarity * weight * (SATURATION + 1) / (SATURATION + weight)
    return way.weight * way.share * points


def _weight(term: Term, weights: Mapping[str, float]) -> float:
    """Return what a term counts in a document."""
    return weights.get(term.text, 0.0) + WITHIN_SHARE * sum(weights.get(text, 0.0) for text in term.within)


def _firmness(way: Alternative, weights: Mapping[str, float]) -> float:
    """Return how surely a document that answers in this way is about it: 1, and less when it only mentions it."""
    return min(1.0, *(_weight(term, weights) / ABOUT_IT for term in way.terms))


def explain(plan: QueryPlan, candidate: Candidate) -> list[tuple[Slot, Alternative | None]]:
    """Return for each slot the alternative by which the document answers it, or None."""
    matches = []
    for slot in plan.slots:
        best = max(slot.alternatives, key=lambda way: _strength(way, candidate.weights), default=None)
        matches.append((slot, best if best and _strength(best, candidate.weights) > 0 else None))
    return matches
