"""The catalogue's own words: what a query can be split into, corrected to and completed with."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.asking.plan import Term
from search.language.analysis import kin
from search.language.compounds import CompoundSplitter, is_part
from search.language.spelling import Speller

MAX_COMPOUNDS = 60


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

    def __init__(self, entries: Iterable[Entry], total: int, before: "Vocabulary | None" = None) -> None:
        self.total = total
        self.entries = {entry.word: entry for entry in entries if entry.documents > 0}
        same = before is not None and before.entries.keys() == self.entries.keys()
        self.speller: Speller = before.speller if before and same else Speller(self.entries)
        self._documents: dict[str, int] = defaultdict(int)
        self._kin: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries.values():
            self._documents[entry.stem] += entry.documents
            self._kin[kin(entry.stem)].add(entry.stem)
        parts = (word for word, entry in self.entries.items() if is_part(word, entry.titles > 0))
        self.splitter: CompoundSplitter = before.splitter.with_parts(parts) if before else CompoundSplitter.of(parts)
        self._compounds = self._find_compounds()

    def _find_compounds(self) -> dict[str, list[str]]:
        compounds: dict[str, set[str]] = defaultdict(set)
        for word, entry in self.entries.items():
            for part in self.splitter.split(word):
                compounds[self.entries[part].stem].add(entry.stem)
        return {
            stem: sorted(longer - {stem}, key=lambda text: (-self._documents[text], text))
            for stem, longer in compounds.items()
        }

    def with_changes(self, entries: Iterable[Entry], total: int) -> "Vocabulary":
        """Return the vocabulary after these words changed; one without documents left is forgotten."""
        merged = dict(self.entries)
        merged.update((entry.word, entry) for entry in entries)
        return Vocabulary(merged.values(), total, self)

    def __contains__(self, word: str) -> bool:
        return word in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def compounds(self, stem: str) -> tuple[str, ...]:
        """Return the stems of the longer words that hold this one, commonest first."""
        return tuple(self._compounds.get(stem, ())[:MAX_COMPOUNDS])

    def kin(self, stem: str) -> tuple[str, ...]:
        """Return the other stems of the same verb, commonest first."""
        return tuple(sorted(self._kin.get(kin(stem), set()) - {stem}, key=lambda text: (-self._documents[text], text)))

    def knows(self, stem: str) -> bool:
        """Say whether any document can answer a stem."""
        return stem in self._documents or stem in self._compounds

    @property
    def rarest(self) -> float:
        """Return how telling a word is that stands in no document at all."""
        return self._rarity(0)

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
        return (self.entries[word] for word in self.speller.beginning_with(prefix, limit))

    def sounding_like(self, word: str) -> list[Entry]:
        """Return the words that sound the same, commonest first."""
        return self._by_use(self.speller.sounding_like(word))

    def near(self, word: str, limit: int = 4) -> list[tuple[Entry, float]]:
        """Return the words at the smallest number of typing errors, nearest first, of those the commonest."""
        candidates = [(distance, -self.entries[other].documents, other) for distance, other in self.speller.near(word)]
        candidates.sort()
        return [
            (self.entries[other], distance) for distance, _, other in candidates if distance <= candidates[0][0] + 0.5
        ][:limit]

    def _by_use(self, words: Iterable[str]) -> list[Entry]:
        return sorted((self.entries[word] for word in words), key=lambda entry: (-entry.documents, entry.word))
