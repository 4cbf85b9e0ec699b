"""Words that mean the same to a citizen: a small table of general Flemish civic vocabulary, built in.

Editors' own synonyms will fill the same SynonymTable; the planner sees no difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from search.analysis import Analyzer

LONGEST = 4
"""Words of the longest phrase that is looked up."""


@dataclass(frozen=True, slots=True)
class SynonymTable:
    """Maps a stemmed phrase to the phrases that it may mean."""

    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[tuple[str, tuple[str, ...]]], analyzer: Analyzer) -> "SynonymTable":
        """Return the table of (said, meant) lines."""
        return cls().with_lines(lines, analyzer)

    def with_lines(self, lines: Iterable[tuple[str, tuple[str, ...]]], analyzer: Analyzer) -> "SynonymTable":
        """Return the table with these lines added to it."""
        found = dict(self.meanings)
        for said, meant in lines:
            words = [word.folded for word in analyzer.words(said) if not word.joined]
            key = _key([word for word in words if not analyzer.is_stop_word(word)] or words, analyzer)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *meant)))
        return SynonymTable(found)

    def longest(self, words: list[str], analyzer: Analyzer) -> tuple[int, tuple[str, ...]] | None:
        """Return how many of the first words a phrase covers and what it means, longest first; None when there is none."""
        for count in range(min(LONGEST, len(words)), 0, -1) if self.meanings else ():
            if meant := self.meanings.get(_key(words[:count], analyzer)):
                return count, meant
        return None


def _key(words: list[str], analyzer: Analyzer) -> str:
    return " ".join(analyzer.stem(word) for word in words)


# General words of Flemish local government, of any town; what a catalogue itself says needs no line here.
_DUTCH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("eid", ("identiteitskaart",)),
    ("id-kaart", ("identiteitskaart",)),
    ("reispas", ("paspoort",)),
    ("containerpark", ("recyclagepark",)),
    ("milieupark", ("recyclagepark",)),
    ("ocmw", ("sociaal huis", "sociale dienst")),
    ("belasting", ("retributie",)),
    ("toelage", ("subsidie", "premie")),
    ("premie", ("subsidie", "toelage")),
    ("bouwvergunning", ("omgevingsvergunning",)),
    ("auto", ("wagen", "voertuig")),
    ("huisvuil", ("restafval",)),
    ("trouwen", ("huwelijk",)),
    ("adreswijziging", ("verhuizen",)),
    ("verhuizen", ("adreswijziging", "verhuis")),
    ("strafblad", ("uittreksel strafregister",)),
    ("crèche", ("kinderopvang",)),
)


@cache
def built_in(locale: str) -> SynonymTable:
    """Return the table that comes with the product; empty for a locale without one."""
    analyzer = Analyzer(locale)
    return SynonymTable.of(_DUTCH, analyzer) if analyzer.language == "nl" else SynonymTable()
