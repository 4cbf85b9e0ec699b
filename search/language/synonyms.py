"""Words that mean the same to a citizen: a folder per language of general Flemish civic vocabulary, built in.

Editors' own synonyms fill the same SynonymTable; the planner sees no difference.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from search.language.analysis import Analyzer
from search.language.spelling import Speller

MAX_PHRASE_WORDS = 4
"""Words of the longest phrase that is looked up."""
FILES = Path(__file__).parents[1] / "data" / "synonyms"

Line = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SynonymTable:
    """Maps a stemmed phrase to the phrases that it may mean.

    words: what is said in one word, as it is written. stems: of every word on either side, whether a catalogue has it or not.
    """

    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Speller = field(default_factory=lambda: Speller(()), compare=False)
    stems: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, lines: Iterable[Line], analyzer: Analyzer) -> "SynonymTable":
        """Return the table of (phrase, meanings) lines."""
        return cls().with_lines(lines, analyzer)

    def with_lines(self, lines: Iterable[Line], analyzer: Analyzer) -> "SynonymTable":
        """Return the table with these lines added to it; itself when there is none."""
        lines = tuple(lines)
        if not lines:
            return self
        merged = dict(self.meanings)
        single = dict.fromkeys(self.words)
        stems = set(self.stems)
        for phrase, meanings in lines:
            stems.update(analyzer.stem(word.folded) for text in (phrase, *meanings) for word in analyzer.words(text))
            telling = _telling(phrase, analyzer)
            key = _key(telling, analyzer)
            merged[key] = tuple(dict.fromkeys((*merged.get(key, ()), *meanings)))
            if len(telling) == 1:
                single[telling[0]] = None
        return SynonymTable(merged, Speller(single), frozenset(stems))

    def longest_phrase(self, words: list[str], analyzer: Analyzer) -> tuple[int, tuple[str, ...]] | None:
        """Return how many of the first words a phrase covers and what it means, longest first; None when there is none."""
        for count in range(min(MAX_PHRASE_WORDS, len(words)), 0, -1) if self.meanings else ():
            if meanings := self.meanings.get(_key(words[:count], analyzer)):
                return count, meanings
        return None

    def of_word(self, word: str, analyzer: Analyzer) -> tuple[str, ...]:
        """Return what one folded word may mean."""
        return self.meanings.get(analyzer.stem(word), ())


def phrase_key(phrase: str, analyzer: Analyzer) -> str:
    """Return what texts share that the table holds as one: the stems of their telling words, in their order."""
    return _key(_telling(phrase, analyzer), analyzer)


def _telling(phrase: str, analyzer: Analyzer) -> list[str]:
    words = [word.folded for word in analyzer.words(phrase) if not word.joined]
    return [word for word in words if not analyzer.is_stop_word(word)] or words


def _key(words: list[str], analyzer: Analyzer) -> str:
    return " ".join(analyzer.stem(word) for word in words)


def read_lines(text: str) -> Iterator[Line]:
    """Yield the (phrase, meanings) lines of a synonym file. README.md beside the files tells their two shapes."""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if "=>" in line:
            phrases, meanings = ([part.strip() for part in side.split(",")] for side in line.split("=>"))
            yield from ((phrase, tuple(meanings)) for phrase in phrases)
        else:
            equal = [part.strip() for part in line.split("=")]
            yield from ((phrase, tuple(other for other in equal if other != phrase)) for phrase in equal)


@cache
def built_in(locale: str) -> SynonymTable:
    """Return the table that comes with the product; empty for a locale without one."""
    analyzer = Analyzer(locale)
    files = sorted((FILES / analyzer.language).glob("*.txt")) if analyzer.language.isalpha() else ()
    return SynonymTable.of((line for file in files for line in read_lines(file.read_text(encoding="utf-8"))), analyzer)
