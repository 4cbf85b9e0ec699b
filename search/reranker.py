"""The order of the results, the same on every engine: how much of what was said does a document hold, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.documents import DocumentKey
from search.plan import Alternative, QueryPlan, Slot, Term

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

    certainty: the same share, where what was guessed or is only mentioned counts for less, and what was not understood
    for as much as the rarest word: below about a half it is a "Misschien bedoelt u".
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
    whole = _Whole.of(plan)
    ranked = [_rank(plan, one, whole, boosts.get(one.key, 0.0)) for one in candidates] if whole.value else []
    return sorted((one for one in ranked if one.score > 0), key=lambda one: (-one.score, one.key))


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a document counts that answers all of a query: in value for the order, in what it tells for the certainty."""

    value: float
    telling: float

    @classmethod
    def of(cls, plan: QueryPlan) -> "_Whole":
        values = (slot.value if slot.alternatives else UNANSWERED_VALUE for slot in plan.slots)
        return cls(sum(values), sum(slot.telling for slot in plan.slots))


def _rank(plan: QueryPlan, candidate: Candidate, whole: _Whole, boost: float) -> Ranked:
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
    coverage = answered / whole.value
    title = len(explained & candidate.title) / max(1, len(candidate.title))
    score = strength * (1 - COVERAGE_SHARE + COVERAGE_SHARE * coverage) * (1 + TITLE_BONUS * title)
    score *= 1 + POPULARITY_BONUS * boost
    return Ranked(candidate.key, score, coverage, certain / whole.telling)


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
    found = []
    for slot in plan.slots:
        best = max(slot.alternatives, key=lambda way: _strength(way, candidate.weights), default=None)
        found.append((slot, best if best and _strength(best, candidate.weights) > 0 else None))
    return found
