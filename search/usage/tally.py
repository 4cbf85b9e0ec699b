"""Counts in this process's memory, written to the database every few seconds by a thread of its own.

A search only adds one to a number. What was not written yet when a process is killed is lost, no more: a count is worth less
than a citizen's time. A database that is locked or away keeps the counts in memory, up to a bound.
"""

import atexit
import multiprocessing.util
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction

from search.usage import writing
from search.usage.writing import Answer, Asked, Clicked, Refined

MOST_KEYS = 5_000
"""Different things that are counted between two writes; what is new beyond that is not counted."""

log = structlog.get_logger(__name__)


@dataclass
class Counts:
    """What was counted since the last write."""

    asked: dict[Asked, Answer] = field(default_factory=dict)
    clicked: dict[Clicked, int] = field(default_factory=dict)
    refined: dict[Refined, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.asked) + len(self.clicked) + len(self.refined)


class Tally:
    """Safe among threads; one for each process. The thread starts with the first count, after any fork."""

    def __init__(self, most_keys: int = MOST_KEYS) -> None:
        self.most_keys = most_keys
        self._counts = Counts()
        self._lock = threading.Lock()
        self._writer_of = 0
        self._wake = threading.Event()

    def ask(self, key: Asked, results: int, certainty: float) -> None:
        """Count a query that was asked."""

        def count(counts: Counts) -> None:
            answer = counts.asked.setdefault(key, Answer())
            answer.times += 1
            answer.results, answer.certainty = results, certainty

        self._count(count, lambda counts: key in counts.asked)

    def judge(self, key: Asked, is_satisfied: bool) -> None:
        """Count an answer to "Vond u wat u zocht?"."""

        def count(counts: Counts) -> None:
            answer = counts.asked.setdefault(key, Answer())
            answer.satisfied += is_satisfied
            answer.unsatisfied += not is_satisfied

        self._count(count, lambda counts: key in counts.asked)

    def click(self, key: Clicked) -> None:
        """Count a result that was opened."""
        self._count(
            lambda counts: counts.clicked.update({key: counts.clicked.get(key, 0) + 1}),
            lambda counts: key in counts.clicked,
        )

    def refine(self, key: Refined) -> None:
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
            if len(self._counts) < self.most_keys or is_known(self._counts):
                count(self._counts)
        self._start()

    def _put_back(self, counts: Counts) -> None:
        """Add older counts to those that came since; newer answers stay the last ones."""
        with self._lock:
            now = self._counts
            for asked, answer in counts.asked.items():
                if (newer := now.asked.get(asked)) is not None:
                    newer.times += answer.times
                    newer.satisfied += answer.satisfied
                    newer.unsatisfied += answer.unsatisfied
                    if newer.times == answer.times:  # only judged since
                        newer.results, newer.certainty = answer.results, answer.certainty
                elif len(now) < self.most_keys:
                    now.asked[asked] = answer
            for clicked, times in counts.clicked.items():
                if clicked in now.clicked or len(now) < self.most_keys:
                    now.clicked[clicked] = now.clicked.get(clicked, 0) + times
            for refined, times in counts.refined.items():
                if refined in now.refined or len(now) < self.most_keys:
                    now.refined[refined] = now.refined.get(refined, 0) + times

    def _start(self) -> None:
        if self._writer_of == os.getpid() or not settings.SEARCH_COUNT_SECONDS:
            return
        with self._lock:
            if self._writer_of == os.getpid():
                return
            self._writer_of = os.getpid()
        threading.Thread(target=self._write_forever, name="search-counts", daemon=True).start()
        atexit.register(self._last_flush)
        # A worker process of a web server that was forked leaves without atexit.
        multiprocessing.util.Finalize(None, self._last_flush, exitpriority=10)

    def _write_forever(self) -> None:
        while True:
            self._wake.wait(settings.SEARCH_COUNT_SECONDS)
            self._flush_and_close()

    def _flush_and_close(self) -> None:
        try:
            self.flush()
        except Exception:  # a bug in counting must not end the thread, nor fail a search
            log.exception("search_counts_failed")
        finally:
            connection.close()

    def _last_flush(self) -> None:
        if len(self):
            self._flush_and_close()


tally = Tally()
