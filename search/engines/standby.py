"""The database answers whenever the engine beside it does not: down, slow, behind or refusing."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from search.asking.plan import QueryPlan
from search.engines.base import WINDOW, CandidateSet, EngineHealth, IndexReport, SearchQuery
from search.engines.database import DatabaseEngine
from search.engines.elastic.engine import ElasticsearchEngine
from search.errors import Unavailable
from search.indexing.documents import Document, DocumentKey

T = TypeVar("T")


class EngineWithStandby:
    """answers counts who answered in this process, by name."""

    def __init__(self, first: ElasticsearchEngine) -> None:
        self.first = first
        self.database = DatabaseEngine()
        self.answers: Counter[str] = Counter()

    def index(self, documents: Iterable[Document]) -> IndexReport:
        return self.first.index(documents)

    def delete(self, keys: Iterable[DocumentKey]) -> None:
        self.first.delete(keys)

    def rebuild(self, batches: Iterable[Iterable[Document]]) -> IndexReport:
        return self.first.rebuild(batches)

    def candidates(self, plan: QueryPlan, query: SearchQuery, limit: int = WINDOW) -> CandidateSet:
        return self._either(
            lambda: self.first.candidates(plan, query, limit), lambda: self.database.candidates(plan, query, limit)
        )

    def health(self) -> EngineHealth:
        return self.first.health()

    def catch_up(self) -> bool:
        """Bring the engine beside the database level."""
        return self.first.catch_up()

    def _either(self, first: Callable[[], T], second: Callable[[], T]) -> T:
        try:
            answer = first()
        except Unavailable:
            self.answers["database"] += 1
            return second()
        self.answers["elasticsearch"] += 1
        return answer
