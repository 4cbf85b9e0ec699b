"""What an engine promises. The planner decides what a query means; an engine compiles the plan and filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from search.asking.plan import QueryPlan
from search.asking.scorer import Candidate
from search.indexing.documents import Document, DocumentKey

FACETS = ("kind", "theme", "audience")
WINDOW = 50
"""Candidates that are put in order together; later windows come after, so that turning pages never shuffles them."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked beside the plan: the locale, and a code for each facet that narrows ("theme" -> "MilieuEnergie")."""

    locale: str = "nl"
    facets: tuple[tuple[str, str], ...] = ()

    def without(self, name: str) -> "SearchQuery":
        """Return the query without one facet's own filter."""
        return SearchQuery(self.locale, tuple(pair for pair in self.facets if pair[0] != name))


@dataclass(frozen=True, slots=True)
class FacetBucket:
    """A code of a facet, and how many results it would leave."""

    code: str
    count: int


def _no_buckets() -> Mapping[str, list[FacetBucket]]:
    return {name: [] for name in FACETS}


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The documents that an engine thinks best, in its order, and how many answer the query in all.

    facets: the buckets of each facet, counted over all that answer without its own filter, largest first.
    """

    total: int
    candidates: tuple[Candidate, ...]
    facets: Mapping[str, list[FacetBucket]] = field(default_factory=_no_buckets)


@dataclass(frozen=True, slots=True)
class IndexReport:
    """How many documents were written, and how many stood there already as they are."""

    indexed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """generation: the index in use (0 when none is made yet); documents: how many it holds.

    building: when a rebuild began that has not swapped yet ("2026-11-28 05:42"); empty without one. A rebuild that was killed
    stays there until the next.

    lag: changes that an engine beside the database has yet to copy, None when it cannot be asked; instead: why the
    database answers in its place, empty when it does not.
    """

    engine: str
    generation: int
    documents: int
    building: str
    lag: int | None = 0
    instead: str = ""


class SearchEngine(Protocol):
    """One contract suite (tests/search/test_engine_contract.py) holds for each."""

    def index(self, documents: Iterable[Document]) -> IndexReport:
        """Write documents, each in the place of the one with its key; one that did not change costs a read."""

    def delete(self, keys: Iterable[DocumentKey]) -> None:
        """Remove documents; an unknown key is no error."""

    def rebuild(self, batches: Iterable[Iterable[Document]]) -> IndexReport:
        """Make a new generation beside the one in use, then swap them at once."""

    def candidates(self, plan: QueryPlan, query: SearchQuery, limit: int = WINDOW) -> CandidateSet:
        """Return what answers the plan and is public now."""

    def catch_up(self) -> bool:
        """Bring what is copied beside the database level with it; False when that could not be done now."""

    def health(self) -> EngineHealth:
        """Return the state of the index."""
