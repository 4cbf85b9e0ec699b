"""Which known words an unknown one may have been meant as: what sounds like it, differs in a letter, or shares its letters."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.language.analysis import sound

MIN_SOUND_LENGTH = 2
"""Letters of what a word sounds like; one alone is a sign, no word."""
MIN_SIMILARITY = 0.25
"""The share of letter trigrams that two words must have in common to be alike at all."""


class Speller:
    """Folded words, to be looked up by how they sound and look. Immutable."""

    def __init__(self, words: Iterable[str]) -> None:
        self._all = frozenset(words)
        self._ordered = sorted(self._all)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._tails: dict[str, list[str]] = defaultdict(list)
        self._trigrams: dict[str, list[str]] = {}
        for word in filter(str.isalpha, self._ordered):
            self._sounds[sound(word)].append(word)
            self._buckets[word[0], len(word)].append(word)
            self._tails[word[1:]].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._ordered)

    def beginning_with(self, prefix: str, limit: int) -> Iterator[str]:
        """Yield the words that begin with a folded text, in alphabetical order."""
        start = bisect_left(self._ordered, prefix)
        for word in self._ordered[start : start + limit]:
            if not word.startswith(prefix):
                return
            yield word

    def sounding_like(self, word: str) -> list[str]:
        """Return the other words that sound the same, in alphabetical order; none for "zzzz", which hardly sounds."""
        key = sound(word)
        return [other for other in self._sounds.get(key, ()) if other != word] if len(key) >= MIN_SOUND_LENGTH else []

    def near(self, word: str) -> list[tuple[float, str]]:
        """Return the words at the smallest number of typing errors (one below six letters, else two), with that number.

        A wrong first letter counts for one and a half, and only where nothing else is wrong.
        """
        allowed = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
        if not allowed:
            return []
        neighbours: list[tuple[float, str]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            choices = self._buckets.get((word[0], length), ())
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            neighbours += [(distance, other) for other, distance, _ in near]
        # One error in the first letter: another, one too many, one too few, or the first two turned round.
        ways = (word[1:], word, word[2:]) if word[1:2] != word[0] else (word[1:], word)
        others = {other for tail in ways for other in self._tails.get(tail, ()) if other[0] != word[0]}
        neighbours += [(1.5, other) for other in others if OSA.distance(word, other) == 1]
        return sorted(neighbours)

    def alike(self, word: str, limit: int) -> list[tuple[float, str]]:
        """Return the words that share most letter trigrams, with the share (1 is all), the most alike first."""
        if not self._trigrams:
            self._trigrams = self._index()
        shared = Counter(other for part in trigrams(word) for other in self._trigrams.get(part, ()))
        own = len(trigrams(word))
        shares = ((2 * count / (own + len(trigrams(other))), other) for other, count in shared.most_common(200))
        return sorted((pair for pair in shares if pair[0] >= MIN_SIMILARITY), key=lambda pair: (-pair[0], pair[1]))[
            :limit
        ]

    def _index(self) -> dict[str, list[str]]:
        by_trigram: dict[str, list[str]] = defaultdict(list)
        for word in self._ordered:
            if len(word) > 2 and word.isalpha():
                for part in trigrams(word):
                    by_trigram[part].append(word)
        return by_trigram


def trigrams(word: str) -> frozenset[str]:
    """Return the letter trigrams of a word, with its beginning and end marked."""
    marked = f"^{word}$"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))
