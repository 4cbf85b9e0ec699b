"""From what a citizen types to a plan. All that is linguistic happens here: engines do not stem, expand or correct."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.analysis import Analyzer, Word
from search.compounds import LINKS, heads
from search.plan import Alternative, Correction, Kind, Mode, QueryPlan, Slot, Term
from search.synonyms import SynonymTable
from search.vocabulary import Entry, Vocabulary

WEIGHTS: dict[Kind, float] = {
    "word": 1.0,
    "stem": 1.0,
    "join": 1.0,
    "synonym": 0.95,
    "split": 0.9,
    "fuzzy": 0.75,
    "prefix": 0.9,
}
ONE_ERROR = 0.6
"""A guess of this weight differs in one letter: parts of the word would only add noise."""
MOST_WORDS = 16
"""Words of a query that count; a pasted page is not a query."""


@dataclass(frozen=True, slots=True)
class QueryPlanner:
    """Plans queries over one vocabulary."""

    vocabulary: Vocabulary
    synonyms: SynonymTable = field(default_factory=SynonymTable)

    def plan(self, text: str, locale: str, mode: Mode = "search") -> QueryPlan:
        """Return what the text means; in mode "suggest" its last word may be unfinished."""
        return _Planning(Analyzer(locale), self.vocabulary, self.synonyms, mode).plan(text)


@dataclass(slots=True)
class _Planning:
    """The work on one query."""

    analyzer: Analyzer
    vocabulary: Vocabulary
    synonyms: SynonymTable
    mode: Mode
    corrections: list[Correction] = field(default_factory=list)

    def plan(self, text: str) -> QueryPlan:
        words = [word for word in self.analyzer.words(text) if not word.joined][:MOST_WORDS]
        telling = [word for word in words if not self.analyzer.is_stop_word(word.folded)] or words
        unfinished = telling[-1] if self.mode == "suggest" and telling and telling[-1] is words[-1] else None
        slots: list[Slot] = []
        sure = 0.0
        while telling:
            slot, used = self._slot(telling, unfinished)
            slots.append(slot)
            sure += used * max((way.weight for way in slot.alternatives), default=0.0)
            telling = telling[used:]
        said = sum(len(slot.said.split()) for slot in slots)
        return QueryPlan(
            text, self.analyzer.locale, tuple(slots), tuple(self.corrections), min(1.0, sure / said) if said else 0.0
        )

    def _slot(self, words: list[Word], unfinished: Word | None) -> tuple[Slot, int]:
        folded = [word.folded for word in words]
        if found := self.synonyms.longest(folded, self.analyzer):
            used, meanings = found
            if ways := self._said_or_meant(folded[:used], meanings):
                return Slot(" ".join(folded[:used]), tuple(ways)), used
        if len(words) > 1 and (joined := self._joined(*folded[:2])):
            return Slot(" ".join(folded[:2]), tuple(self._join(joined, folded[:2]))), 2
        return Slot(folded[0], tuple(self._word(words[0], words[0] is unfinished))), 1

    def _terms(self, words: Iterable[str]) -> tuple[Term, ...]:
        """Return the terms of words that the catalogue all knows, or an empty tuple."""
        terms = [self.vocabulary.term(stem) for stem in dict.fromkeys(self.analyzer.stem(word) for word in words)]
        return tuple(term for term in terms if term) if all(terms) else ()

    def _way(self, kind: Kind, words: Iterable[str], factor: float = 1.0) -> list[Alternative]:
        terms = self._terms(words)
        return [Alternative(kind, terms, round(WEIGHTS[kind] * factor, 3))] if terms else []

    def _said_or_meant(self, words: list[str], meanings: Iterable[str]) -> list[Alternative]:
        # Of a phrase the meaning goes before its words: an "id-kaart" is no "kaart" with an "id".
        ways = self._way("word", words, 1.0 if len(words) == 1 else 0.6)
        for meaning in meanings:
            telling = [w.folded for w in self.analyzer.words(meaning) if not self.analyzer.is_stop_word(w.folded)]
            ways += self._way("synonym", telling)
        return ways

    def _joined(self, first: str, second: str) -> str | None:
        candidates = (first + link + second for link in LINKS)
        return next((word for word in candidates if word in self.vocabulary), None)

    def _join(self, joined: str, words: list[str]) -> list[Alternative]:
        return [*self._way("join", [joined]), *self._way("split", words, 0.9)]

    def _word(self, word: Word, unfinished: bool) -> list[Alternative]:
        known = self._way("word" if word.folded in self.vocabulary else "stem", [word.folded])
        ways = known + self._way("split", self.vocabulary.splitter.split(word.folded))
        if unfinished:
            ways += self._completions(word.folded, known=bool(known))
        return ways if known or (unfinished and ways) else ways + self._guesses(word, bool(ways))

    def _completions(self, prefix: str, known: bool) -> list[Alternative]:
        if len(prefix) < 2:
            return []
        ways: dict[str, Alternative] = {}
        for entry in self.vocabulary.completions(prefix):
            factor = (0.8 + 0.2 * len(prefix) / len(entry.word)) * (0.55 if known else 1.0)
            for way in self._way("prefix", [entry.word], factor):
                ways.setdefault(way.terms[0].text, way)
        return list(ways.values())

    def _guesses(self, word: Word, compound: bool = False) -> list[Alternative]:
        """Return what an unknown word may have been meant as: what sounds or looks like it, else parts of it."""
        ways = self._spelling(word)
        if ways and not compound and ways[0].weight >= ONE_ERROR:
            return ways
        if not ways and not compound:
            ways = self._misspelt_compound(word.folded)
        return ways + self._known_parts(word.folded)

    def _spelling(self, word: Word) -> list[Alternative]:
        found = self._likely(word.folded)
        if found:
            self.corrections.append(Correction(word.surface, found[0][0].surface))
        ways: dict[str, Alternative] = {}
        for entry, distance in found:
            for way in self._way("fuzzy", [entry.word], 1 - 0.16 * distance):
                ways.setdefault(way.terms[0].text, way)
        return list(ways.values())

    def _likely(self, word: str) -> list[tuple[Entry, float]]:
        """Return known words with how far they are; what only sounds the same is nearer than one typing error."""
        if word.isdigit():
            return []
        alike = [(entry, 0.6) for entry in self.vocabulary.sounding_like(word)[:3]] if len(word) > 3 else []
        seen = {entry.word for entry, _ in alike}
        near = [(entry, distance) for entry, distance in self.vocabulary.near(word) if entry.word not in seen]
        return sorted(alike + near, key=lambda pair: pair[1])

    def _misspelt_compound(self, word: str) -> list[Alternative]:
        """Return a compound with one part right and one almost: "verwarmingstoelage" out of "verwarmingstoelaage"."""
        best: tuple[float, int, str, str] | None = None
        for at in range(4, len(word) - 3):
            tail = word[at:]
            for head in heads(word[:at]):
                if len(head) < 4:
                    continue
                for one, other, right in ((head, tail, True), (tail, head, False)):
                    if one in self.vocabulary and (near := self._nearest(other)):
                        meant, distance = near
                        pair = (head, meant) if right else (meant, tail)
                        best = min(filter(None, (best, (distance, -min(len(head), len(tail)), *pair))))
        if best is None:
            return []
        return self._way("fuzzy", best[2:], 0.8)

    def _nearest(self, word: str) -> tuple[str, float] | None:
        if word in self.vocabulary:
            return None
        likely = self._likely(word)
        return (likely[0][0].word, likely[0][1]) if likely else None

    def _known_parts(self, word: str) -> list[Alternative]:
        """Return the longest known beginning and end of a compound of which the rest means nothing here."""
        if len(word) < 7:
            return []
        first = next((h for at in range(len(word) - 2, 3, -1) for h in heads(word[:at]) if self._is_telling(h)), None)
        last = next((word[at:] for at in range(2, len(word) - 3) if self._is_telling(word[at:])), None)
        ways = self._way("split", [first], 0.5) if first else []
        return ways + (self._way("split", [last], 0.4) if last else [])

    def _is_telling(self, word: str) -> bool:
        return len(word) >= 4 and word in self.vocabulary and not self.analyzer.is_stop_word(word)
