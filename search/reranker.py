"""The order of the results, the same on every engine: how much of what was said does a document hold, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.documents import DocumentKey
from search.plan import Alternative, QueryPlan, Slot

SATURATION = 4.0
"""BM25's k1: the tenth time a word stands in a document tells less than the first."""
COVERAGE_SHARE = 0.75
TITLE_BONUS = 0.35
WITHIN_SHARE = 0.7
"""What "geboorteakte" counts for who says "akte"."""
POPULARITY_BONUS = 0.15
"""The most that clicks can add: enough to order equals, too little to bring up what answers worse."""
UNANSWERED_VALUE = 2.0
"""What a word counts that the catalogue does not know: about as much as one that stands in a tenth of the documents."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that an engine proposes: what each stem counts in it, and the stems of its title."""

    key: DocumentKey
    weights: Mapping[str, float]
    title: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place: score only orders within one query; coverage is the share of the query that it answers.

    certainty: the same share, where what was guessed counts for less: below about a half it is a "Misschien bedoelt u".
    """

    key: DocumentKey
    score: float
    coverage: float
    certainty: float = 1.0


NO_BOOSTS: Mapping[DocumentKey, float] = {}


def rerank(
    plan: QueryPlan, candidates: Iterable[Candidate], boosts: Mapping[DocumentKey, float] = NO_BOOSTS
) -> list[Ranked]:
    """Return the candidates that answer any of the plan, best first; equal ones in the order of their key, on any engine.

    boosts: popularity by document, 0 to 1.
    """
    whole = sum(slot.value if slot.alternatives else UNANSWERED_VALUE for slot in plan.slots)
    ranked = [_rank(plan, one, whole, boosts.get(one.key, 0.0)) for one in candidates] if whole else []
    return sorted((one for one in ranked if one.score > 0), key=lambda one: (-one.score, one.key))


def _rank(plan: QueryPlan, candidate: Candidate, whole: float, boost: float) -> Ranked:
    strength = answered = certain = 0.0
    explained: set[str] = set()
    for slot in plan.answerable:
        best = max(slot.alternatives, key=lambda way: _strength(way, candidate.weights))
        if (points := _strength(best, candidate.weights)) > 0:
            strength += points
            answered += slot.value
            certain += slot.value * best.weight
            explained.update(text for term in best.terms for text in term.texts)
    coverage = answered / whole
    title = len(explained & candidate.title) / max(1, len(candidate.title))
    score = strength * (1 - COVERAGE_SHARE + COVERAGE_SHARE * coverage) * (1 + TITLE_BONUS * title)
    score *= 1 + POPULARITY_BONUS * boost
    return Ranked(candidate.key, score, coverage, certain / whole)


def _strength(way: Alternative, weights: Mapping[str, float]) -> float:
    points = 0.0
    for term in way.terms:
        weight = weights.get(term.text, 0.0) + WITHIN_SHARE * sum(weights.get(text, 0.0) for text in term.within)
        if not weight:
            return 0.0
        points += term.rarity * weight * (SATURATION + 1) / (SATURATION + weight)
    return way.weight * points


def explain(plan: QueryPlan, candidate: Candidate) -> list[tuple[Slot, Alternative | None]]:
    """Return for each slot the alternative by which the document answers it, or None."""
    found = []
    for slot in plan.slots:
        best = max(slot.alternatives, key=lambda way: _strength(way, candidate.weights), default=None)
        found.append((slot, best if best and _strength(best, candidate.weights) > 0 else None))
    return found
