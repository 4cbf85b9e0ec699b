"""Dutch compounds taken apart: "geboorteakte" is "geboorte" and "akte" when the catalogue knows both."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

LINKS = ("", "s", "e", "en", "n")
"""What Dutch puts between the parts: "stad-s-kantoor", "boek-en-beurs"."""
MAX_CHANGED_PARTS = 300
"""Parts that a few publications change; beyond that everything is split anew."""
MIN_PART_LENGTH = 4
MIN_COMPOUND_LENGTH = 7

# Endings and beginnings that are not words, although a catalogue sometimes holds them as such.
_AFFIX_LIST = (
    "aar aars achtig ander aren atie aties baar door eel elen elijk elijke ende eren erij heden heid ingen ings isch "
    "iteit lijk lijke ling loos loze mede name neer onder over schap sten ster sters tegen terug ties tjes voor"
)
_AFFIXES = frozenset(_AFFIX_LIST.split())


def is_part(word: str, in_title: bool) -> bool:
    """Say whether a word of the catalogue may be part of a compound; three letters are enough for one in a title."""
    min_length = 3 if in_title else MIN_PART_LENGTH
    return len(word) >= min_length and word.isalpha() and word not in _AFFIXES


def heads(text: str, tail: str = "") -> Iterator[str]:
    """Yield a first part without each linking sound it may end in: "stads" gives "stads" and "stad".

    An s before "ch" belongs to what follows: a "ruimteschip" holds no "chip".
    """
    for link in LINKS:
        if link and text.endswith("s") and tail.startswith("ch"):
            return
        if text.endswith(link) and len(text) - len(link) >= 3:
            yield text.removesuffix(link) if link else text


@dataclass(frozen=True)
class CompoundSplitter:
    """Splits by a lexicon of folded words. Fewest parts win; among those the one whose shortest part is longest."""

    lexicon: Container[str]
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, parts: Iterable[str]) -> "CompoundSplitter":
        """Return a splitter over these parts."""
        return cls(frozenset(parts))

    def with_parts(self, parts: Iterable[str]) -> "CompoundSplitter":
        """Return a splitter over other parts that keeps what it knows of words in which no changed part stands."""
        lexicon = frozenset(parts)
        if not isinstance(self.lexicon, frozenset):
            return CompoundSplitter(lexicon)
        changed = lexicon ^ self.lexicon
        if not changed:
            return self
        if len(changed) > MAX_CHANGED_PARTS:
            return CompoundSplitter(lexicon)
        # One pattern for all changed parts: looking for each in each word would take longer than splitting anew.
        holds = re.compile("|".join(map(re.escape, changed))).search
        # A copy at once: another thread may be splitting.
        return CompoundSplitter(lexicon, {word: known for word, known in [*self._known.items()] if not holds(word)})

    def split(self, word: str) -> tuple[str, ...]:
        """Return two or more known parts, or an empty tuple."""
        if len(word) < MIN_COMPOUND_LENGTH or not word.isalpha():
            return ()
        if word not in self._known:
            self._known[word] = self._split(word)
        return self._known[word]

    def _split(self, word: str) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        for at in range(len(word) - 3, 2, -1):
            tail = word[at:]
            head = next((head for head in heads(word[:at], tail) if head in self.lexicon), None)
            if head is None:
                continue
            rest = (tail,) if tail in self.lexicon else self.split(tail)
            if rest:
                best = max(best, (head, *rest), key=_quality)
        return best


def _quality(parts: tuple[str, ...]) -> tuple[int, int]:
    return (-len(parts) if parts else -99, min(map(len, parts), default=0))
