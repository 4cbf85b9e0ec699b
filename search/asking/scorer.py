"""The points of a result: how much of what was said does a document hold, and where.

Points are given here only. An engine is told what to look for (`parts`) and what each of it is worth; it adds these up for
what a document matches, which is enough to choose the best candidates among thousands. `rerank` then gives those their exact
points, by the weight of each stem in them. Both are one formula (`score`), so every engine gives the same results.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from search.asking.plan import Alternative, QueryPlan, Slot, Term
from search.indexing.documents import FIELDS, LEVELS, DocumentKey

SATURATION = 4.0
"""BM25's k1: the tenth time a word stands in a document tells less than the first."""
COVERAGE_SHARE = 0.75
"""The share of the points that counts only as far as a document answers all of the query."""
MIN_COVERAGE = 0.4
"""A document counts as a result when it answers this share of what the best one answers."""
SURE_WEIGHT = 0.55
"""The weight from which an alternative counts as sure: what only holds a part of a word counts less."""
MENTIONED = 0.65
"""What a stem that reaches no level counts: about once in a body."""
TITLE_BONUS = 0.35
WITHIN_SHARE = 0.7
"""What "geboorteakte" counts for who says "akte"."""
POPULARITY_BONUS = 0.15
"""The most that clicks can add: enough to order equals, too little to bring up what answers worse."""
PRIOR_BONUS = 0.06
"""The most that being usual adds: it puts the usual one of equals first, also where another says the word once more in its text
(in the catalogue of Flanders "Internationaal rijbewijs" is 5 % before "Europees rijbewijs"), and no more than that."""
ABOUT_IT = 2.0
"""The weight of a word from which a document is about it: once in the summary, three times or so in the body."""
MEANING_BONUS = 0.6
"""The most that a document gains by its meaning, of the best score among the candidates: chosen on half of the everyday
queries (docs/decisions/015-meaning-is-an-extra.md)."""
UNANSWERED_VALUE = 2.0
"""What a word counts that the catalogue does not know: about as much as one that stands in a tenth of the documents."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that an engine proposes: what each stem counts in it, the stems of its title, and how usual it is (0 to 1)."""

    key: DocumentKey
    weights: Mapping[str, float]
    title: frozenset[str]
    prior: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place: score only orders within one query; coverage is the share of the query that it answers.

    certainty: the same share, where what was guessed or is only mentioned counts for less, and what was not understood
    for as much as the rarest word.
    title: the share of its title that the query says. nearness: how near it lies in meaning, 0 to 1, where that was asked.
    """

    key: DocumentKey
    score: float
    coverage: float
    certainty: float = 1.0
    title: float = 0.0
    nearness: float = 0.0
    is_pinned: bool = False

    @property
    def is_guess(self) -> bool:
        """Whether it was found by its meaning alone: it answers no word of the query."""
        return self.nearness > 0 and not self.coverage


NO_BOOSTS: Mapping[DocumentKey, float] = {}


SAID = ("word", "stem", "join")
"""Ways to find what somebody said, not what it may mean."""


def saturated(weight: float) -> float:
    """Return what a stem is worth that counts so much in a document."""
    return weight * (SATURATION + 1) / (SATURATION + weight)


# What reaching each level adds to what was reached below it.
_POINTS = [after - before for before, after in pairwise([0.0, *map(saturated, (MENTIONED, *LEVELS))])]

IN_TITLE = saturated(FIELDS["title"].weight)
"""What a word is worth that stands in a title."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an engine looks for: documents that hold all terms of any of the alternatives, each stem at this level at least.

    coverage and points: what finding it is worth. Above level 0 it adds points only.
    """

    alternatives: tuple[Alternative, ...]
    level: int
    coverage: float
    points: float


@dataclass(frozen=True, slots=True)
class _Way:
    """An alternative with what of it is the same for every document.

    factor: what its points count. max_in_text: what it is worth at most where it stands only in a text: a synonym of a rare
    word no more than the word itself in a title. texts: the stems that answer it.
    """

    way: Alternative
    factor: float
    max_in_text: float
    texts: frozenset[str]

    @classmethod
    def of(cls, way: Alternative, own: float) -> "_Way":
        """Return it for an alternative; own is the value of what was said itself."""
        max_in_text = way.weight * own * IN_TITLE if own and way.kind == "synonym" else math.inf
        texts = frozenset(text for term in way.terms for text in term.texts)
        return cls(way, way.weight * way.share, max_in_text, texts)

    def worth(self, candidate: "Candidate") -> float:
        """Return its points in a document, 0 when that does not hold all its terms."""
        points = 0.0
        for term in self.way.terms:
            weight = _weight(term, candidate.weights)
            if not weight:
                return 0.0
            points += term.rarity * saturated(weight)
        worth = self.factor * points
        return min(worth, self.max_in_text) if worth > self.max_in_text and self._is_only_in_text(candidate) else worth

    def _is_only_in_text(self, candidate: "Candidate") -> bool:
        """Say whether a term stands in no title, and not among editors' search words either."""
        return any(
            candidate.title.isdisjoint(term.texts) and _weight(term, candidate.weights) < FIELDS["keywords"].weight
            for term in self.way.terms
        )


class _Asked(NamedTuple):
    """A slot that can be answered: its value, what it tells, and its ways."""

    value: float
    telling: float
    ways: tuple[_Way, ...]

    @classmethod
    def of(cls, slot: Slot) -> "_Asked":
        own = max((way.value for way in slot.alternatives if way.kind in SAID), default=0.0)
        return cls(slot.value, slot.telling, tuple(_Way.of(way, own) for way in slot.alternatives))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Gives the points for one plan.

    maximum: the value of a document that answers all of it; telling: the same in what it tells of the query; asked: the slots
    that can be answered.
    """

    plan: QueryPlan
    maximum: float
    telling: float
    asked: tuple[_Asked, ...]

    @classmethod
    def of(cls, plan: QueryPlan) -> "Scorer":
        """Return the scorer of a plan."""
        values = (slot.value if slot.alternatives else UNANSWERED_VALUE for slot in plan.slots)
        asked = tuple(map(_Asked.of, plan.answerable))
        return cls(plan, sum(values), sum(slot.telling for slot in plan.slots), asked)

    def parts(self) -> list[Part]:
        """Return what engines look for, by level: the sure and the weak alternatives of each slot apart."""
        apart = [
            (max(way.value for way in ways), ways)
            for slot in self.plan.answerable
            for ways in _by_strength(slot.alternatives)
        ]
        return [
            Part(ways, level, 0.0 if level else value, value * points)
            for level, points in enumerate(_POINTS)
            for value, ways in apart
        ]

    @property
    def coverage_weights(self) -> tuple[float, float]:
        """Return by what points are multiplied: this, and this for each bit of coverage (`score`)."""
        return 1 - COVERAGE_SHARE, COVERAGE_SHARE / self.maximum if self.maximum else 0.0

    def score(self, points: float, coverage: float) -> float:
        """Return what a document scores by its points and the value of what it answers."""
        base, share = self.coverage_weights
        return points * (base + share * coverage)

    def rank(self, candidate: Candidate, boost: float = 0.0) -> Ranked:
        """Return the exact place of a candidate; boost is its popularity, 0 to 1."""
        points = answered = certain = 0.0
        explained: set[str] = set()
        for slot in self.asked:
            max_worth, best = 0.0, None
            for way in slot.ways:
                worth = way.worth(candidate)
                if worth > 0:
                    # Whichever way counts most: who says "verhuisd" has the whole title "Adreswijziging" as well.
                    explained.update(way.texts & candidate.title)
                if worth > max_worth:
                    max_worth, best = worth, way.way
            if best:
                points += max_worth
                answered += slot.value
                certain += slot.telling * best.weight * _firmness(best, candidate.weights)
        title = len(explained) / max(1, len(candidate.title))
        score = self.score(points, answered) * (1 + TITLE_BONUS * title) * (1 + POPULARITY_BONUS * boost)
        score *= 1 + PRIOR_BONUS * candidate.prior
        return Ranked(candidate.key, score, answered / self.maximum, certain / self.telling, title)


def _by_strength(ways: Iterable[Alternative]) -> list[tuple[Alternative, ...]]:
    sure = tuple(way for way in ways if way.weight >= SURE_WEIGHT)
    weak = tuple(way for way in ways if way.weight < SURE_WEIGHT)
    return [some for some in (sure, weak) if some]


def rerank(
    plan: QueryPlan,
    candidates: Iterable[Candidate],
    boosts: Mapping[DocumentKey, float] = NO_BOOSTS,
    nearness: Callable[[DocumentKey], float] | None = None,
) -> list[Ranked]:
    """Return the candidates that answer any of the plan, best first; equal ones in the order of their key, on any engine.

    boosts: popularity by document, 0 to 1. nearness: the same of its meaning, where that counts.
    """
    scorer = Scorer.of(plan)
    ranked = (
        [scorer.rank(candidate, boosts.get(candidate.key, 0.0)) for candidate in candidates] if scorer.maximum else []
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


def _weight(term: Term, weights: Mapping[str, float]) -> float:
    """Return what a term counts in a document."""
    within = [weights[text] for text in term.within if text in weights] if term.within else ()
    return weights.get(term.text, 0.0) + WITHIN_SHARE * sum(within)


def _firmness(way: Alternative, weights: Mapping[str, float]) -> float:
    """Return how surely a document that answers in this way is about it: 1, and less when it only mentions it."""
    return min(1.0, *(_weight(term, weights) / ABOUT_IT for term in way.terms))


def explain(plan: QueryPlan, candidate: Candidate) -> list[tuple[Slot, Alternative | None]]:
    """Return for each slot the alternative by which the document answers it, or None."""
    matches = []
    for slot in plan.slots:
        worths = [(_Way.of(way, 0.0).worth(candidate), way) for way in slot.alternatives]
        max_worth, best = max(worths, key=lambda pair: pair[0], default=(0.0, None))
        matches.append((slot, best if max_worth > 0 else None))
    return matches
