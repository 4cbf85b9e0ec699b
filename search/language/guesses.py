"""What a word that nobody knows may have been meant as: the nearest spelling, parts of it, a piece that looks like it."""

from dataclasses import dataclass

from search.asking.plan import Alternative, Correction
from search.language.analysis import Word, without_diminutive
from search.language.compounds import heads
from search.language.lexicon import Lexicon

ONE_ERROR = 0.6
"""A guess of this weight differs in one letter: parts of the word would only add noise."""
LONG_ENOUGH = 5
"""Letters of a word above which what begins with it is a good guess."""
ORDINARY = 8
"""Letters of a word in which a typing error counts in full: two in a word of fifteen are no more than one in an ordinary one."""
MAX_OFFERED_ERRORS = 1.4
"""Typing errors, of those that count in full, up to which the other word is offered: "brandt" is no "brengt"."""
SOUNDS_THE_SAME = 0.6
"""What only sounds the same is nearer than one typing error."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """Guesses by one lexicon."""

    lexicon: Lexicon

    def small(self, word: str) -> list[Alternative]:
        """Return what a Flemish diminutive stands for: "brommerke"."""
        if self.lexicon.analyzer.language != "nl":
            return []
        bases = (base for base in without_diminutive(word) if self.lexicon.is_known(base))
        return next((ways for base in bases if (ways := self.lexicon.word_ways("stem", base, 0.9))), [])

    def same_form(self, word: Word) -> tuple[list[Alternative], list[Correction]]:
        """Return the ways to find a verb's misspelt form, and its spelling: "erkenen" is "erkennen", "verhuisd" no other form."""
        sounding = self.lexicon.vocabulary.sounding_like(word.folded)
        same = next((entry for entry in sounding if entry.word[-2:] == word.folded[-2:]), None)
        if same is None or self._is_spelt_well(word.folded):
            return [], []
        return self.lexicon.word_ways("stem", same.word, 0.9), [Correction(word.surface, same.surface)]

    def ways(self, word: Word, is_compound: bool = False) -> tuple[list[Alternative], list[Correction]]:
        """Return the ways to find an unknown word, and how it was corrected. is_compound: its parts are known."""
        longer = self._beginnings(word.folded)
        ways, corrections = ([], []) if self._is_spelt_well(word.folded) else self._spelling(word)
        if longer and not (ways and ways[0].weight >= ONE_ERROR):
            return longer, []
        if ways and not is_compound and ways[0].weight >= ONE_ERROR:
            return ways, corrections
        if not ways and not is_compound:
            ways = self._misspelt_compound(word.folded)
        ways += self._known_parts(word.folded)
        if not ways and not is_compound:
            ways = self._alike(word.folded)
        return ways, corrections

    def _is_spelt_well(self, word: str) -> bool:
        """Say whether the synonyms write it so: a right word for what is not offered here is no misspelling of another."""
        return self.lexicon.analyzer.stem(word) in self.lexicon.synonyms.stems

    def _spelling(self, word: Word) -> tuple[list[Alternative], list[Correction]]:
        likely = self._likely(word.folded)
        ways: dict[tuple[str, ...], Alternative] = {}
        for candidate, distance in likely:
            factor = 1 - 0.16 * _counted(distance, word.folded)
            for way in self.lexicon.word_ways("fuzzy", candidate, factor):
                weight = min(way.weight, round((0.75 if way.kind == "fuzzy" else 0.65) * factor, 3))
                ways.setdefault(tuple(t.text for t in way.terms), Alternative("fuzzy", way.terms, weight))
        if not likely or _counted(likely[0][1], word.folded) > MAX_OFFERED_ERRORS:
            return list(ways.values()), []
        entry = self.lexicon.vocabulary.entries.get(likely[0][0])
        return list(ways.values()), [Correction(word.surface, entry.surface if entry else likely[0][0])]

    def _likely(self, word: str) -> list[tuple[str, float]]:
        """Return known words with how far they are, nearest first; the catalogue's own before synonyms."""
        if word.isdigit():
            return []
        vocabulary, synonyms = self.lexicon.vocabulary, self.lexicon.synonyms.words
        distances: dict[str, float] = {}
        if len(word) > 3:
            distances = {entry.word: SOUNDS_THE_SAME for entry in vocabulary.sounding_like(word)[:3]}
            distances.update(
                (synonym, SOUNDS_THE_SAME)
                for synonym in synonyms.sounding_like(word)[:2]
                if self.lexicon.is_known(synonym)
            )
        for entry, distance in vocabulary.near(word):
            distances.setdefault(entry.word, distance)
        for distance, synonym in synonyms.near(word)[:2]:
            if self.lexicon.is_known(synonym):
                distances.setdefault(synonym, distance)
        ordered = sorted(distances.items(), key=lambda pair: pair[1])
        return [pair for pair in ordered if pair[1] <= ordered[0][1] + 0.5][:5]

    def _misspelt_compound(self, word: str) -> list[Alternative]:
        """Return a compound with one part right and one almost: "verwarmingstoelage" out of "verwarmingstoelaage"."""
        best: tuple[float, int, str, str] | None = None
        for at in range(4, len(word) - 3):
            tail = word[at:]
            for head in heads(word[:at], tail):
                if len(head) < 4:
                    continue
                for part, rest, right in ((head, tail, True), (tail, head, False)):
                    if self.lexicon.is_known(part) and (near := self._nearest(rest)):
                        corrected, distance = near
                        pair = (head, corrected) if right else (corrected, tail)
                        best = min(filter(None, (best, (distance, -min(len(head), len(tail)), *pair))))
        if best is None:
            return []
        return self.lexicon.parts("fuzzy", best[2:], 0.8)

    def _nearest(self, word: str) -> tuple[str, float] | None:
        if self.lexicon.is_known(word):
            return None
        likely = self._likely(word)
        return likely[0] if likely else None

    def _known_parts(self, word: str) -> list[Alternative]:
        """Return the longest known beginning and end of a compound of which the rest means nothing here."""
        if len(word) < 7:
            return []
        starts = (head for at in range(len(word) - 2, 3, -1) for head in heads(word[:at], word[at:]))
        first = next((head for head in starts if self._is_telling(head)), None)
        last = next((word[at:] for at in range(2, len(word) - 3) if self._is_telling(word[at:])), None)
        ways = self._part(first, 0.5) if first else []
        return ways + (self._part(last, 0.4) if last else [])

    def _part(self, part: str, factor: float) -> list[Alternative]:
        ways = self.lexicon.word_ways("split", part, factor)
        return [Alternative("split", way.terms, min(way.weight, round(0.9 * factor, 3))) for way in ways]

    def _is_telling(self, word: str) -> bool:
        return len(word) >= 4 and self.lexicon.is_known(word) and not self.lexicon.analyzer.is_stop_word(word)

    def _beginnings(self, word: str) -> list[Alternative]:
        """Return the words that begin with it: "bib", or "mantelzorg" where the catalogue only has longer words."""
        if len(word) < 3 or not word.isalpha():
            return []
        share = 0.65 if len(word) > LONG_ENOUGH else 0.4
        longer = self.lexicon.vocabulary.completions(word, 8)
        return [way for entry in longer for way in self.lexicon.way("prefix", [entry.word], share)]

    def _alike(self, word: str) -> list[Alternative]:
        """Return the words that look most like it, as a last resort."""
        if len(word) < 3 or not word.isalpha():
            return []
        similar = self.lexicon.vocabulary.speller.alike(word, 4)
        return [way for share, candidate in similar for way in self.lexicon.way("trigram", [candidate], share)]


def _counted(errors: float, word: str) -> float:
    """Return how much typing errors count in a word of this length."""
    return errors * min(1.0, ORDINARY / len(word))
