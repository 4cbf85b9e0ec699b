"""How near the documents of the index lie to a query in meaning, whatever words they use."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from search.indexing.documents import DocumentKey
from search.meaning import vectors
from search.meaning.current import encoder
from search.meaning.vectors import VectorTable


@dataclass(frozen=True, slots=True)
class Nearness:
    """The documents of one locale beside one query."""

    table: VectorTable
    cosines: Sequence[float]
    average: float
    best: float

    def of(self, key: DocumentKey) -> float:
        """Return 1 for the nearest document of all, 0 for one as far as the average, or further, or without a vector.

        Cosines themselves do not tell: a model gives a hopeless query as high ones as a good query.
        """
        place = self.table.places.get(key)
        spread = self.best - self.average
        if place is None or spread <= 0:
            return 0.0
        return max(0.0, (self.cosines[place] - self.average) / spread)

    def nearest(self, count: int) -> list[DocumentKey]:
        """Return the documents that lie nearest, nearest first. Some may not be public now."""
        places = nlargest(count, range(len(self.cosines)), key=lambda place: (self.cosines[place], -place))
        return [self.table.keys[place] for place in places]


def nearness(text: str, locale: str) -> Nearness | None:
    """Return how near each document lies to a text; None when the channel is off, or no vector is made yet.

    One query when nothing changed, none when it is off.
    """
    model = encoder()
    table = vectors.current(model, locale) if model and text else VectorTable()
    if model is None or not table.keys:
        return None
    cosines = model.cosines(text, table.vectors)
    return Nearness(table, cosines, sum(cosines) / len(cosines), max(cosines))
