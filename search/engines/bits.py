"""Sets of documents as whole numbers, a bit for each document, and what documents score by the parts of a plan that they hold.

Python's &, | and bit_count over 10,000 documents take a microsecond at most, where a row for each takes milliseconds.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from search.asking.scorer import MIN_COVERAGE, Part, Scorer

_ONE = ord("1")


class Cell(NamedTuple):
    """What documents hold of a plan that are worth the same."""

    coverage: float
    points: float


Cells = dict[Cell, int]


def bits_of(numbers: Iterable[int], first: int) -> int:
    """Return the set of these numbers, of which `first` has the lowest bit; those below it are left out."""
    places = [number - first for number in numbers if number >= first]
    digits = bytearray(b"0") * (max(places, default=0) + 1)
    for place in places:
        digits[-1 - place] = _ONE
    return int(digits, 2)


def numbers_of(bits: int, first: int) -> Iterator[int]:
    """Yield the numbers of a set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield first + lowest.bit_length() - 1
        bits ^= lowest


def answering(parts: Iterable[tuple[Part, int]]) -> Cells:
    """Return the documents that answer enough of a plan, by what they cover.

    parts: those of level 0, each with the documents that hold it.
    """
    cells: Cells = {}
    for part, documents in parts:
        rest = documents
        for cell, (inside, outside) in _apart(cells, documents).items():
            rest &= ~inside
            _add(cells, cell, outside)
            _add(cells, Cell(cell.coverage + part.coverage, cell.points + part.points), inside)
        _add(cells, Cell(part.coverage, part.points), rest)
    bar = MIN_COVERAGE * max((cell.coverage for cell in cells), default=0.0)
    return {cell: documents for cell, documents in cells.items() if cell.coverage >= bar}


def best(cells: Cells, levels: Sequence[tuple[Part, int]], scorer: Scorer, first: int, limit: int) -> list[int]:
    """Return the numbers of the documents that score most, best first; of equals the lowest number.

    levels: the parts above level 0, each with the documents that hold it. What cannot come among the first `limit` is not
    looked at.
    """
    max_points = sum(part.points for part, _documents in levels)

    def at_most(cell: Cell) -> float:
        return scorer.score(cell.points + max_points, cell.coverage)

    by_score: dict[float, int] = {}
    bar = 0.0
    for cell in sorted(cells, key=at_most, reverse=True):
        if at_most(cell) < bar:
            break
        inner = {cell: cells[cell]}
        for part, documents in levels:
            apart = _apart(inner, documents)
            inner = {}
            for known, (inside, outside) in apart.items():
                _add(inner, known, outside)
                _add(inner, known._replace(points=known.points + part.points), inside)
        for known, documents in inner.items():
            score = scorer.score(known.points, known.coverage)
            by_score[score] = by_score.get(score, 0) | documents
        bar = _bar(by_score, limit)
    ordered = (number for score in sorted(by_score, reverse=True) for number in numbers_of(by_score[score], first))
    return list(islice(ordered, limit))


def _apart(cells: Cells, documents: int) -> dict[Cell, tuple[int, int]]:
    """Return for each cell which of its documents are among these, and which are not; the cells are emptied."""
    apart = {cell: (known & documents, known & ~documents) for cell, known in cells.items()}
    cells.clear()
    return apart


def _add(cells: Cells, cell: Cell, documents: int) -> None:
    if documents:
        cells[cell] = cells.get(cell, 0) | documents


def _bar(by_score: dict[float, int], limit: int) -> float:
    """Return the score that a document needs to come among the first."""
    count = 0
    for score in sorted(by_score, reverse=True):
        count += by_score[score].bit_count()
        if count >= limit:
            return score
    return 0.0
