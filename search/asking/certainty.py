"""How surely a search answers: the probability that the right result is among the first three.

A logistic curve over what tells most of it, fitted and tried by cross-validation on judged queries: `manage.py evaluate_search
--reliability` prints the table of docs/search.md, and the numbers below.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from search.asking.scorer import Ranked

AMONG = 3
"""Results among which the right one must be."""


class Evidence(NamedTuple):
    """What tells whether the first results answer, each from 0 to 1.

    understood: how much of the query the first one answers, what was guessed counting for less; title: how much of its title the
    query says; ahead, far_ahead: the share of its score by which it is before the second, and before the first after AMONG.
    The last three of what was understood: that a guess gives one result only tells nothing.
    """

    understood: float
    title: float
    ahead: float
    far_ahead: float


WEIGHTS = Evidence(0.67, 1.20, 1.05, 2.88)
BASE = -0.80
SURE = 0.91
"""The certainty from which results stand as answers; below it they stand under "Misschien bedoelt u"."""


def evidence(places: Sequence[Ranked]) -> Evidence:
    """Return what tells of places that are not empty. Scores of another language are of another measure, and do not count."""
    first = places[0]
    scores = [place.score for place in places if place.key.locale == first.key.locale and not place.is_guess]
    parts = (first.title, _ahead(scores, 1), _ahead(scores, AMONG))
    return Evidence(first.certainty, *(first.certainty * part for part in parts))


def _ahead(scores: Sequence[float], other: int) -> float:
    # An editor may have put first what scores less.
    return max(0.0, 1 - scores[other] / scores[0]) if other < len(scores) and scores[0] else 1.0


def certainty(places: Sequence[Ranked]) -> float:
    """Return the probability; 0 where nothing was found by its words, 1 where editors put the first result there."""
    if not places or places[0].is_guess:
        return 0.0
    if places[0].is_pinned:
        return 1.0
    return probability(BASE, WEIGHTS, evidence(places))


def probability(base: float, weights: Sequence[float], of: Evidence) -> float:
    """Return the logistic curve's value."""
    return 1 / (1 + math.exp(-base - sum(weight * value for weight, value in zip(weights, of, strict=True))))


def is_sure(places: Sequence[Ranked]) -> bool:
    """Say whether these results are answers."""
    return certainty(places) >= SURE
