"""From what a citizen types to a plan. All that is linguistic happens here: engines do not stem, expand or correct."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from search.asking.plan import Alternative, Correction, Kind, Mode, QueryPlan, Slot
from search.language.analysis import Analyzer, Word
from search.language.compounds import LINKS
from search.language.guesses import Guesses
from search.language.lexicon import Lexicon
from search.language.synonyms import SynonymTable
from search.language.vocabulary import Vocabulary

MAX_WORDS = 16
"""Words of a query that count; a pasted page is not a query."""
MAX_PIECES = 3
"""Words that one may have been split into."""
MIN_WHOLE_LENGTH = 6
"""Letters of a word that may have been split at a stop word: shorter ones also come about by chance."""
UNDERSTOOD = 0.85
"""The weight from which a slot is understood; below it, it was guessed."""
MIN_TELLING = 0.1
"""What a word tells that stands in every document."""


@dataclass(frozen=True, slots=True)
class QueryPlanner:
    """Plans queries over one vocabulary."""

    vocabulary: Vocabulary
    synonyms: SynonymTable = field(default_factory=SynonymTable)

    def plan(self, text: str, locale: str, mode: Mode = "search") -> QueryPlan:
        """Return what the text means; in mode "suggest" its last word may be unfinished."""
        lexicon = Lexicon(Analyzer(locale), self.vocabulary, self.synonyms)
        return _Planning(lexicon, Guesses(lexicon), mode).plan(text)


@dataclass(slots=True)
class _Planning:
    """The work on one query."""

    lexicon: Lexicon
    guesses: Guesses
    mode: Mode
    corrections: list[Correction] = field(default_factory=list)

    def plan(self, text: str) -> QueryPlan:
        analyzer = self.lexicon.analyzer
        words = self._mended([word for word in analyzer.words(text) if not word.joined][:MAX_WORDS])
        telling = [word for word in words if not analyzer.is_stop_word(word.folded)] or words
        unfinished = telling[-1] if self.mode == "suggest" and telling and telling[-1] is words[-1] else None
        slots: list[Slot] = []
        while telling:
            length, ways = self._slot(telling, unfinished)
            slots.append(Slot(" ".join(word.folded for word in telling[:length]), ways, self._telling(ways)))
            telling = telling[length:]
        slots = _without_needless_guesses(slots)
        return QueryPlan(text, analyzer.locale, tuple(slots), tuple(self.corrections), _confidence(slots))

    def _mended(self, words: list[Word]) -> list[Word]:
        """Return the words with those put together that a space parts where a stop word is one of the pieces: "uit pas".

        Before stop words go, as nobody could tell afterwards. Others are put together where they are looked for.
        """
        mended: list[Word] = []
        at = 0
        while at < len(words):
            count, word = next(self._whole(words[at : at + MAX_PIECES]), (1, words[at]))
            mended.append(word)
            at += count
        return mended

    def _whole(self, words: list[Word]) -> Iterator[tuple[int, Word]]:
        """Yield how many of the first words are one that is known, and that one, longest first."""
        for count in range(len(words), 1, -1):
            pieces = words[:count]
            whole = "".join(piece.folded for piece in pieces)
            stops = sum(map(self._is_stop_word, pieces))
            if 0 < stops < count and len(whole) >= MIN_WHOLE_LENGTH and self.lexicon.is_known(whole):
                yield count, Word(whole, " ".join(piece.surface for piece in pieces))

    def _is_stop_word(self, word: Word) -> bool:
        return self.lexicon.analyzer.is_stop_word(word.folded)

    def _telling(self, ways: Iterable[Alternative]) -> float:
        """Return what a slot with these alternatives tells of the query; a word of every document tells a little."""
        understood = [way for way in ways if way.weight >= UNDERSTOOD]
        if not understood:
            return self.lexicon.vocabulary.rarest
        return max(MIN_TELLING, *(way.rarity for way in understood))

    def _slot(self, words: list[Word], unfinished: Word | None) -> tuple[int, tuple[Alternative, ...]]:
        """Return how many of the first words belong together, and the ways to find them."""
        folded = [word.folded for word in words]
        match = self.lexicon.synonyms.longest_phrase(folded, self.lexicon.analyzer)
        if match and match[0] > 1 and (ways := self._phrase(folded[: match[0]], match[1])):
            return match[0], distinct(ways)
        if len(words) > 1 and (ways := self._joined(*folded[:2])):
            return 2, distinct(ways)
        return 1, distinct(self._word(words[0], words[0] is unfinished))

    def _phrase(self, words: list[str], meanings: Iterable[str]) -> list[Alternative]:
        """Return the ways to find a phrase. Its meaning goes before its words: an "id-kaart" is no "kaart" with an "id".

        Last comes each of its words alone: the catalogue may know every word of a meaning and hold no document with all. Where it
        knows no meaning, what only holds the words is a guess: "oud papier" is nothing old, and no paper of yours.
        """
        ways = [way for meaning in self.lexicon.readable(meanings) for way in self.lexicon.way("synonym", meaning)]
        alone = [way for word in words for way in self.lexicon.way("split", [word], 0.45)]
        return self.lexicon.way("word", words, 0.6) + ways + alone

    def _joined(self, first: str, second: str) -> list[Alternative]:
        """Return the ways to find two words that are one word in the catalogue, or in its synonyms."""
        candidates = (first + link + second for link in LINKS)
        joined = next((word for word in candidates if self.lexicon.is_known(word)), None)
        if joined is None:
            return []
        return [*self.lexicon.word_ways("join", joined), *self.lexicon.way("split", [first, second], 0.9)]

    def _word(self, word: Word, unfinished: bool) -> list[Alternative]:
        kind: Kind = "word" if word.folded in self.lexicon.vocabulary else "stem"
        known = self.lexicon.word_ways(kind, word.folded)
        same = self.lexicon.same_verb(word.folded)
        ways = known + self.lexicon.split(word.folded) + same
        if unfinished:
            ways += self._completions(word.folded, known=bool(known))
        if known or same or (unfinished and ways):
            spelt, corrections = ([], []) if known or unfinished else self.guesses.same_form(word)
            self.corrections += corrections
            return spelt + ways
        if small := self.guesses.small(word.folded):
            return ways + small
        guessed, corrections = self.guesses.ways(word, is_compound=bool(ways))
        self.corrections += corrections
        return ways + guessed

    def _completions(self, prefix: str, known: bool) -> list[Alternative]:
        if len(prefix) < 2:
            return []
        ways: dict[str, Alternative] = {}
        for entry in self.lexicon.vocabulary.completions(prefix):
            factor = (0.8 + 0.2 * len(prefix) / len(entry.word)) * (0.55 if known else 1.0)
            for way in self.lexicon.way("prefix", [entry.word], factor):
                ways.setdefault(way.terms[0].text, way)
        return list(ways.values())


def _without_needless_guesses(slots: list[Slot]) -> list[Slot]:
    """Return the slots without the last resort, what only shares letters, where another slot was understood.

    "identity card child" is about identity cards; that "child" looks like "chip" would bring up what mentions a chip.
    """
    if all(way.weight < UNDERSTOOD for slot in slots for way in slot.alternatives):
        return slots
    return [
        replace(slot, alternatives=tuple(way for way in slot.alternatives if way.kind != "trigram")) for slot in slots
    ]


def _confidence(slots: Iterable[Slot]) -> float:
    """Return how much of the query was understood, from 0 to 1."""
    understood = total = 0.0
    for slot in slots:
        understood += slot.telling * max((way.weight for way in slot.alternatives), default=0.0)
        total += slot.telling
    return round(understood / total, 3) if total else 0.0


def distinct(ways: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return the alternatives without those that look for the same terms with less weight."""
    best: dict[frozenset[str], Alternative] = {}
    for way in ways:
        terms = frozenset(term.text for term in way.terms)
        if terms not in best or way.weight > best[terms].weight:
            best[terms] = way
    return tuple(best.values())
