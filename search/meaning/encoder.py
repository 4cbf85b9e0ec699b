"""What a model does for the meaning channel: it turns texts into vectors, and says how near a query lies to them."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Passage(NamedTuple):
    """What a model reads of a document; keywords are lines, summary may be empty."""

    title: str
    keywords: str = ""
    summary: str = ""


class Encoder(Protocol):
    """One contract suite (tests/search/test_meaning_contract.py) holds for each. Safe for threads."""

    name: str
    """Model and way of reading, such as "e5-small-q4/1". Vectors of one name are never compared with those of another."""

    def passages(self, passages: Sequence[Passage]) -> list[bytes]:
        """Return the vector of each document, of length 1: as many bytes for each text."""

    def cosines(self, query: str, vectors: bytes) -> list[float]:
        """Return how near a query lies to each of the vectors, which stand one after another: -1 to 1."""
