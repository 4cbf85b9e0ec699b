"""The catalogue's own words: what a query can be split into, corrected to and completed with."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import sound
from search.compounds import CompoundSplitter, is_part
from search.plan import Term

MOST_COMPOUNDS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the catalogue: folded, as people write it, its stem, and in how many documents and titles it stands."""

    word: str
    surface: str
    stem: str
    documents: int
    titles: int = 0


class Vocabulary:
    """All words of one locale. Immutable: after an edit a new one is made (`with_changes`)."""

    def __init__(self, entries: Iterable[Entry], total: int) -> None:
        self.total = total
        self.entries = {entry.word: entry for entry in entries if entry.documents > 0}
        self._ordered = sorted(self.entries)
        self._documents: dict[str, int] = defaultdict(int)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._lengths: dict[int, list[str]] = defaultdict(list)
        for word, entry in self.entries.items():
            self._documents[entry.stem] += entry.documents
            if word.isalpha():
                self._sounds[sound(word)].append(word)
                self._lengths[len(word)].append(word)
        self.splitter = CompoundSplitter.of(w for w, entry in self.entries.items() if is_part(w, entry.titles > 0))
        self._compounds = self._find_compounds()

    def _find_compounds(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for word, entry in self.entries.items():
            for part in self.splitter.split(word):
                found[self.entries[part].stem].add(entry.stem)
        return {
            stem: sorted(longer - {stem}, key=lambda text: (-self._documents[text], text))
            for stem, longer in found.items()
        }

    def with_changes(self, entries: Iterable[Entry], total: int) -> "Vocabulary":
        """Return the vocabulary after these words changed; one without documents left is forgotten."""
        merged = dict(self.entries)
        merged.update((entry.word, entry) for entry in entries)
        return Vocabulary(merged.values(), total)

    def __contains__(self, word: str) -> bool:
        return word in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def compounds(self, stem: str) -> tuple[str, ...]:
        """Return the stems of the longer words that hold this one, commonest first."""
        return tuple(self._compounds.get(stem, ())[:MOST_COMPOUNDS])

    def term(self, stem: str) -> Term | None:
        """Return the stem as a term of a plan; None when no document can answer it."""
        within = self.compounds(stem)
        documents = sum(self._documents.get(text, 0) for text in (stem, *within))
        return Term(stem, self._rarity(documents), within) if documents else None

    def _rarity(self, documents: int) -> float:
        """Return BM25's idf: nearly 0 when all documents hold it, the more the fewer do."""
        documents = min(documents, self.total)
        return math.log(1 + (self.total - documents + 0.5) / (documents + 0.5))

    def completions(self, prefix: str, limit: int = 40) -> Iterator[Entry]:
        """Yield the words that begin with a folded text, in alphabetical order."""
        start = bisect_left(self._ordered, prefix)
        for word in self._ordered[start : start + limit]:
            if not word.startswith(prefix):
                return
            yield self.entries[word]

    def sounding_like(self, word: str) -> list[Entry]:
        """Return the words that sound the same, commonest first."""
        return self._by_use(found for found in self._sounds.get(sound(word), ()) if found != word)

    def near(self, word: str, limit: int = 4) -> list[tuple[Entry, float]]:
        """Return the words at the smallest number of typing errors (one below six letters, else two), nearest first.

        A wrong first letter counts for one and a half, and only where nothing else is wrong.
        """
        allowed = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
        found: list[tuple[float, int, str]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            choices = self._lengths.get(length, [])
            for other, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=8
            ):
                if other[0] == word[0]:
                    found.append((distance, -self.entries[other].documents, other))
                elif distance == 1:
                    found.append((1.5, -self.entries[other].documents, other))
        found.sort()
        return [(self.entries[other], distance) for distance, _, other in found if distance <= found[0][0] + 0.5][
            :limit
        ]

    def _by_use(self, words: Iterable[str]) -> list[Entry]:
        return sorted((self.entries[word] for word in words), key=lambda entry: (-entry.documents, entry.word))
