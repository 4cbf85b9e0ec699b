"""What words mean here: the catalogue's own vocabulary and the synonyms, looked up together."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from search.asking.plan import Alternative, Kind, Term
from search.language.analysis import Analyzer
from search.language.compounds import MIN_PART_LENGTH, CompoundSplitter
from search.language.synonyms import SynonymTable
from search.language.vocabulary import Vocabulary

WEIGHTS: dict[Kind, float] = {
    "word": 1.0,
    "stem": 1.0,
    "join": 1.0,
    "synonym": 0.95,
    "split": 0.9,
    "fuzzy": 0.75,
    "prefix": 0.9,
    "trigram": 0.4,
}
SAME_VERB = 0.85
"""What another form of a verb counts: "verhuizen" for who says "verhuisd"."""
MAX_READINGS = 8
"""Ways to read one compound, with a synonym in the place of a part."""
_DOUBLE_VOWEL = re.compile(r"([aeou])\1")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One vocabulary and one table of synonyms, in one language."""

    analyzer: Analyzer
    vocabulary: Vocabulary
    synonyms: SynonymTable
    _splitter: CompoundSplitter = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_splitter", CompoundSplitter(_Parts(self.vocabulary, self.synonyms)))

    def telling(self, text: str) -> list[str]:
        """Return the folded words of a phrase without its stop words, a hyphenated one in its parts."""
        words = [word.folded for word in self.analyzer.words(text) if not word.joined]
        return [word for word in words if not self.analyzer.is_stop_word(word)] or words

    def is_known(self, word: str) -> bool:
        """Say whether a folded word is one of the catalogue's, or a synonym of one."""
        return word in self.vocabulary or any(self.meanings(word))

    def way(self, kind: Kind, words: Iterable[str], factor: float = 1.0) -> list[Alternative]:
        """Return one alternative that asks for all these words; none when the catalogue lacks one of them."""
        stems = dict.fromkeys(self.analyzer.stem(word) for word in words)
        terms = [self.vocabulary.term(stem) for stem in stems]
        known: tuple[Term, ...] = tuple(term for term in terms if term)
        return (
            [Alternative(kind, known, round(WEIGHTS[kind] * factor, 3))] if known and len(known) == len(terms) else []
        )

    def meanings(self, word: str) -> Iterator[list[str]]:
        """Yield what a word may mean by the synonyms, as words that the catalogue all knows."""
        return self.readable(self.synonyms.of_word(word, self.analyzer))

    def readable(self, phrases: Iterable[str]) -> Iterator[list[str]]:
        """Yield the words of those phrases that the catalogue can answer."""
        for phrase in phrases:
            words = self.telling(phrase)
            if words and all(self.vocabulary.knows(self.analyzer.stem(word)) for word in words):
                yield words

    def word_ways(self, kind: Kind, word: str, factor: float = 1.0) -> list[Alternative]:
        """Return the ways to find a word: itself, and what it may mean; a phrase tells no more than the word it stands for."""
        itself = self.way(kind, [word], factor)
        meanings = [way for words in self.meanings(word) for way in self.way("synonym", words, factor)]
        if not itself:
            return meanings
        max_rarity = itself[0].rarity
        return itself + [way if len(way.terms) == 1 else way.with_max_rarity(max_rarity) for way in meanings]

    def same_verb(self, word: str) -> list[Alternative]:
        """Return the ways to find other forms of a Dutch verb than those with its stem."""
        if self.analyzer.language != "nl" or not word.isalpha():
            return []
        own = self.analyzer.stem(word)
        # A vowel that is single only before an ending ("aanvraag", "aanvragen") is a typing error in a word without one.
        kin = [stem for stem in self.vocabulary.kin(own) if own != word or _single(stem) != _single(word)]
        terms = [self.vocabulary.term(stem) for stem in kin[:3]]
        return [Alternative("stem", (term,), SAME_VERB) for term in terms if term]

    def split(self, word: str) -> list[Alternative]:
        """Return the ways to find a compound by its parts, where need be with what a part may mean."""
        if parts := self.vocabulary.splitter.split(word):
            return self.way("split", parts)
        return self.parts("split", self._splitter.split(word), 0.9)

    def parts(self, kind: Kind, parts: Iterable[str], factor: float = 1.0) -> list[Alternative]:
        """Return the ways to find all these parts, or in the place of each what it may mean."""
        choices = [[[part], *self.meanings(part)] for part in parts]
        ways: dict[tuple[str, ...], Alternative] = {}
        for reading in islice(product(*choices), MAX_READINGS) if choices else ():
            for way in self.way(kind, [word for words in reading for word in words], factor):
                ways.setdefault(tuple(term.text for term in way.terms), way)
        return list(ways.values())


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a compound may be made of: the catalogue's parts, and words with synonyms."""

    vocabulary: Vocabulary
    synonyms: SynonymTable

    def __contains__(self, word: object) -> bool:
        known = word in self.vocabulary.splitter.lexicon
        return known or (isinstance(word, str) and len(word) >= MIN_PART_LENGTH and word in self.synonyms.words)


def _single(word: str) -> str:
    return _DOUBLE_VOWEL.sub(r"\1", word)
