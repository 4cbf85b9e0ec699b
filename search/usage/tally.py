"""Counts in this process's memory, written to the database every few seconds by a thread of its own.

A search only adds one to a number. What was not written yet when a process is killed is lost, no more: a count is worth less
than a citizen's time. A database that is locked or away keeps the counts in memory, up to a bound.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction

from ground.periodic_flush import PeriodicFlush
from search.usage import writing
from search.usage.writing import ClickKey, QueryCounts, QueryKey, RefinementKey

MAX_KEYS = 5_000
"""Different things that are counted between two writes; what is new beyond that is not counted."""

log = structlog.get_logger(__name__)


@dataclass
class Counts:
    """What was counted since the last write."""

    asked: dict[QueryKey, QueryCounts] = field(default_factory=dict)
    clicked: dict[ClickKey, int] = field(default_factory=dict)
    refined: dict[RefinementKey, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.asked) + len(self.clicked) + len(self.refined)


class Tally:
    """Safe among threads; one for each process. The thread starts with the first count, after any fork."""

    def __init__(self, max_keys: int = MAX_KEYS) -> None:
        self.max_keys = max_keys
        self._counts = Counts()
        self._lock = threading.Lock()
        self._writer = PeriodicFlush("search-counts", self.flush, self)

    def ask(self, key: QueryKey, results: int, certainty: float) -> None:
        """Count a query that was asked."""

        def count(counts: Counts) -> None:
            row = counts.asked.setdefault(key, QueryCounts())
            row.times += 1
            row.results, row.certainty = results, certainty

        self._count(count, lambda counts: key in counts.asked)

    def judge(self, key: QueryKey, is_satisfied: bool) -> None:
        """Count an answer to "Vond u wat u zocht?"."""

        def count(counts: Counts) -> None:
            row = counts.asked.setdefault(key, QueryCounts())
            row.satisfied += is_satisfied
            row.unsatisfied += not is_satisfied

        self._count(count, lambda counts: key in counts.asked)

    def click(self, key: ClickKey) -> None:
        """Count a result that was opened."""
        self._count(
            lambda counts: counts.clicked.update({key: counts.clicked.get(key, 0) + 1}),
            lambda counts: key in counts.clicked,
        )

    def refine(self, key: RefinementKey) -> None:
        """Count a query that was asked right after another."""
        self._count(
            lambda counts: counts.refined.update({key: counts.refined.get(key, 0) + 1}),
            lambda counts: key in counts.refined,
        )

    def flush(self) -> int:
        """Write what was counted and return how many rows; 0 when there is nothing or the database does not take it."""
        with self._lock:
            counts, self._counts = self._counts, Counts()
        if not counts:
            return 0
        try:
            with transaction.atomic():
                return writing.add(counts.asked, counts.clicked, counts.refined)
        except (DatabaseError, InterfaceError):
            log.warning("search_counts_wait", rows=len(counts), exc_info=True)
            self._put_back(counts)
            return 0

    def clear(self) -> None:
        """Forget what was counted."""
        with self._lock:
            self._counts = Counts()

    def __len__(self) -> int:
        return len(self._counts)

    def _count(self, count: Callable[[Counts], object], is_known: Callable[[Counts], bool]) -> None:
        with self._lock:
            if len(self._counts) < self.max_keys or is_known(self._counts):
                count(self._counts)
        self._writer.start(settings.SEARCH_COUNT_SECONDS)

    def _put_back(self, older: Counts) -> None:
        """Add older counts to those that came since; newer answers stay the last ones."""
        with self._lock:
            newer = self._counts
            for asked, counts in older.asked.items():
                if (present := newer.asked.get(asked)) is not None:
                    present.times += counts.times
                    present.satisfied += counts.satisfied
                    present.unsatisfied += counts.unsatisfied
                    if present.times == counts.times:  # only judged since
                        present.results, present.certainty = counts.results, counts.certainty
                elif len(newer) < self.max_keys:
                    newer.asked[asked] = counts
            for clicked, times in older.clicked.items():
                if clicked in newer.clicked or len(newer) < self.max_keys:
                    newer.clicked[clicked] = newer.clicked.get(clicked, 0) + times
            for refined, times in older.refined.items():
                if refined in newer.refined or len(newer) < self.max_keys:
                    newer.refined[refined] = newer.refined.get(refined, 0) + times


tally = Tally()
