"""A model that any machine has: it knows which words belong together, and nothing else."""

import math
from array import array
from collections.abc import Sequence

from search.meaning.encoder import Passage

TOPICS = (
    "rijbewijs autorijden sturen",
    "geboorteakte geboorte ooievaar",
    "huwelijksakte huwelijk bruid",
    "parkeren bewonerskaart straat",
    "groendak planten tuinier",
    "café drank pint",
    "kampvuur vlam vuur",
    "identiteitskaart kaart",
)


class TopicEncoder:
    """Counts the words of each topic. read and asked keep what it was given; another name makes it another model."""

    def __init__(self, name: str = "topics/1") -> None:
        self.name = name
        self.read: list[str] = []
        self.asked: list[str] = []

    def passages(self, passages: Sequence[Passage]) -> list[bytes]:
        self.read += [passage.title for passage in passages]
        return [_vector(" ".join(passage)).tobytes() for passage in passages]

    def cosines(self, query: str, vectors: bytes) -> list[float]:
        self.asked.append(query)
        query_vector, held = _vector(query), array("f", vectors)
        size = len(TOPICS)
        return [
            sum(a * b for a, b in zip(query_vector, held[start : start + size], strict=True))
            for start in range(0, len(held), size)
        ]


def _vector(text: str) -> "array[float]":
    words = text.lower().replace(".", " ").split()
    counts = [sum(word in topic.split() for word in words) for topic in TOPICS]
    length = math.sqrt(sum(count * count for count in counts)) or 1.0
    return array("f", [count / length for count in counts])
