"""What a citizen's query means, as value objects that any engine can compile."""

import math
import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Kind = Literal["word", "stem", "split", "join", "synonym", "fuzzy", "prefix", "trigram"]
Mode = Literal["search", "suggest"]


class Term(NamedTuple):
    """A stem as the index holds it, and how telling it is (0 and up; the fewer documents hold it, the higher).

    within: longer stems of which it is a part. Who says "akte" also means "geboorteakte", a little less.
    """

    text: str
    rarity: float
    within: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every stem that answers the term."""
        return (self.text, *self.within)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to find a slot: a document must hold all its terms. weight is 1 for the word itself, less for a guess."""

    kind: Kind
    terms: tuple[Term, ...]
    weight: float

    @property
    def share(self) -> float:
        """Return the share of its words' points that count: a meaning of n words tells √n times as much as one of them.

        The citizen did not say these words: "inname openbaar domein" tells no three times as much as "terras", for which
        it stands.
        """
        return 1 / math.sqrt(len(self.terms)) if self.kind == "synonym" else 1.0

    @property
    def rarity(self) -> float:
        """Return how telling it is: for one word its term's rarity."""
        return self.share * sum(term.rarity for term in self.terms)

    @property
    def value(self) -> float:
        """Return how much finding it tells."""
        return self.weight * self.rarity

    def with_max_rarity(self, rarity: float) -> "Alternative":
        """Return it, with its terms told to be less rare where together they are rarer than this."""
        share = min(1.0, rarity / self.rarity) if self.rarity else 1.0
        return replace(self, terms=tuple(term._replace(rarity=term.rarity * share) for term in self.terms))


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of the query: "rij bewijs" is one slot over two words. Without alternatives nothing answers it.

    telling: what understanding it tells of the query: its rarity where it was understood, and that of the rarest word
    where it was guessed or means nothing here.
    """

    text: str
    alternatives: tuple[Alternative, ...]
    telling: float = 0.0

    @property
    def value(self) -> float:
        """Return how much this slot counts in the whole query."""
        return max((alternative.value for alternative in self.alternatives), default=0.0)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that the catalogue does not know, and what it was read as ("rijbewjs", "rijbewijs")."""

    typed: str
    corrected: str


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """slots in the order of the query; confidence from 0 (nothing understood) to 1 (each word known as it stands)."""

    text: str
    locale: str
    slots: tuple[Slot, ...]
    corrections: tuple[Correction, ...] = ()
    confidence: float = 0.0

    @property
    def answerable(self) -> tuple[Slot, ...]:
        """Return the slots for which the catalogue has something."""
        return tuple(slot for slot in self.slots if slot.alternatives)

    @property
    def is_guessed(self) -> bool:
        """Whether all that it looks for only shares letters with what was typed: the last resort."""
        return all(way.kind == "trigram" for slot in self.slots for way in slot.alternatives)

    @property
    def terms(self) -> frozenset[str]:
        """Return every term of every alternative."""
        return frozenset(
            text for slot in self.slots for way in slot.alternatives for term in way.terms for text in term.texts
        )

    @property
    def corrected_text(self) -> str:
        """Return the query with its corrections in place: what "Bedoelde u" offers."""
        text = self.text
        for correction in self.corrections:
            text = re.sub(rf"\b{re.escape(correction.typed)}\b", correction.corrected.replace("\\", ""), text)
        return text
