"""How far the certainty of search is to be believed: fitted on some of the judged queries, tried on the others.

The queries of one product stay together, so that none is tried on what it was fitted on in other words.
"""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.asking.certainty import AMONG, Evidence, certainty, evidence, probability
from search.asking.scorer import Ranked
from search.evaluation.figures import JudgedQuery

FOLDS = 5
TARGET = 0.96
"""The certainty of what is called sure, on the whole. A little more than the 95 % that are promised, so that they hold for
queries on which nothing was fitted."""
RIDGE = 1.0
"""Holds the weights back where the queries are few (L2)."""
STEPS = 25
BANDS = (0.0, 0.5, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Sample:
    """What a query found. group: its product; without: the certainty in use when that product is taken out of the results."""

    group: str
    evidence: Evidence
    is_first: bool
    is_among: bool
    without: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A fitted curve, and the certainty from which it says that it is sure."""

    base: float
    weights: Evidence
    sure: float

    def of(self, sample: Sample) -> float:
        """Return the probability that the right result is among the first three."""
        return probability(self.base, self.weights, sample.evidence)


@dataclass(frozen=True, slots=True)
class Band:
    """Queries whose certainty lies in one range, each by a curve that was fitted without it. Shares are of 1."""

    label: str
    queries: int
    certainty: float
    among: float
    first: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bands, the last of them what is called sure; the curve of all queries; and how often a missing product is not missed.

    without: the share of queries that are called sure when the right product is taken away.
    """

    bands: tuple[Band, ...]
    curve: Curve
    without: float


def samples(queries: Iterable[JudgedQuery], search: Callable[[str], Sequence[Ranked]]) -> list[Sample]:
    """Return a sample of each query that finds anything."""
    asked = ((query, search(query.text)) for query in queries)
    return [_sample(query, places) for query, places in asked if places]


def _sample(query: JudgedQuery, places: Sequence[Ranked]) -> Sample:
    right = [place.key.id in query.right for place in places]
    others = [place for place, is_right in zip(places, right, strict=True) if not is_right]
    return Sample(min(query.right), evidence(places), right[0], any(right[:AMONG]), certainty(others))


def reliability(given: Sequence[Sample], sure: float) -> Reliability:
    """Return how far the certainty is to be believed; sure: from where the certainty in use says that it is."""
    tried: list[tuple[float, bool, Sample]] = []
    for fold in range(FOLDS):
        curve = fitted([sample for sample in given if _fold(sample) != fold])
        tried += (
            (curve.of(sample), curve.of(sample) >= curve.sure, sample) for sample in given if _fold(sample) == fold
        )
    unsure = [(value, sample) for value, is_sure, sample in tried if not is_sure]
    edges = [*BANDS, 1.0]
    bands = [
        _band(f"{low:.2f} – {high:.2f}", [pair for pair in unsure if low <= pair[0] < high])
        for low, high in pairwise(edges)
    ]
    bands.append(_band("sure", [(value, sample) for value, is_sure, sample in tried if is_sure]))
    without = sum(sample.without >= sure for sample in given) / len(given)
    return Reliability(tuple(bands), fitted(given), without)


def _fold(sample: Sample) -> int:
    return hashlib.sha256(sample.group.encode()).digest()[0] % FOLDS


def _band(label: str, pairs: Sequence[tuple[float, Sample]]) -> Band:
    count = max(1, len(pairs))
    return Band(
        label,
        len(pairs),
        sum(value for value, _sample in pairs) / count,
        sum(sample.is_among for _value, sample in pairs) / count,
        sum(sample.is_first for _value, sample in pairs) / count,
    )


def fitted(given: Sequence[Sample]) -> Curve:
    """Return the curve that fits these samples best, by Newton's method. Sure begins where TARGET is reached on the whole."""
    rows = [((1.0, *sample.evidence), float(sample.is_among)) for sample in given]
    size = len(Evidence._fields) + 1
    weights = [0.0] * size
    for _step in range(STEPS):
        slope = [-RIDGE * weight if at else 0.0 for at, weight in enumerate(weights)]
        bend = [[RIDGE if at == other and at else 0.0 for other in range(size)] for at in range(size)]
        for row, answer in rows:
            value = 1 / (1 + math.exp(-sum(weight * part for weight, part in zip(weights, row, strict=True))))
            for at in range(size):
                slope[at] += (answer - value) * row[at]
                for other in range(size):
                    bend[at][other] += value * (1 - value) * row[at] * row[other]
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    curve = Curve(weights[0], Evidence(*weights[1:]), 1.0)
    return Curve(curve.base, curve.weights, _sure_from(sorted((curve.of(sample) for sample in given), reverse=True)))


def _sure_from(values: Sequence[float]) -> float:
    """Return the lowest certainty from which on the mean is TARGET, equals taken together; values come highest first."""
    total, sure = 0.0, 1.0
    for count, (value, after) in enumerate(pairwise([*values, -1.0]), 1):
        total += value
        if value != after and total / count >= TARGET:
            sure = value
    return sure


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a small positive definite system of equations (Gauss)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, row in enumerate(rows):
        for below in rows[at + 1 :]:
            factor = below[at] / row[at]
            for column in range(at, len(row)):
                below[column] -= factor * row[column]
    answer = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        row = rows[at]
        answer[at] = (row[-1] - sum(row[other] * answer[other] for other in range(at + 1, len(rows)))) / row[at]
    return answer
