"""How often each public page is opened, counted in this process's memory and added to the table once a minute.

Never by whom: no cookie is set for it. A process that is killed loses what it counted since the last write, a minute at most.
What is counted just before midnight may stand on the next day.
"""

import threading

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone

from front.models import PathCount
from front.models.feedback import MAX_PATH
from ground.addresses import is_private
from ground.database.adding import add_to_counts
from ground.machines import is_machine_header
from ground.periodic_flush import PeriodicFlush

MAX_PATHS = 5_000
"""Different addresses that are counted between two writes; what is new beyond that is not counted."""

log = structlog.get_logger(__name__)


class PathTally:
    """Safe among threads; one for each process."""

    def __init__(self, max_paths: int = MAX_PATHS) -> None:
        self.max_paths = max_paths
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._writer = PeriodicFlush("path-counts", self.flush, self)

    def count(self, path: str, user_agent: bytes) -> None:
        """Count that a person got a page at a path, as the server reads it (its bytes as latin-1). Asks no database."""
        if is_machine_header(user_agent):
            return
        with self._lock:
            if path in self._counts:
                self._counts[path] += 1
                return
            if len(self._counts) < self.max_paths:
                self._counts[path] = 1
        self._writer.start(
            settings.PATH_COUNT_SECONDS
        )  # here: the usual page, counted already, costs no more than a number

    def flush(self) -> int:
        """Add what was counted to the table and return how many rows; 0 when the database does not take it."""
        with self._lock:
            counts, self._counts = self._counts, {}
        today = timezone.localdate()
        rows = [(today, path, times) for path, times in readable(counts).items()]
        if not rows:
            return 0
        try:
            with transaction.atomic():
                return add_to_counts(PathCount, ("day", "path", "count"), 2, rows)
        except (DatabaseError, InterfaceError):
            log.warning("path_counts_wait", rows=len(rows), exc_info=True)
            with self._lock:
                for path, times in counts.items():
                    if path in self._counts or len(self._counts) < self.max_paths:
                        self._counts[path] = self._counts.get(path, 0) + times
            return 0

    def clear(self) -> None:
        """Forget what was counted."""
        with self._lock:
            self._counts = {}

    def __len__(self) -> int:
        return len(self._counts)


def readable(counts: dict[str, int]) -> dict[str, int]:
    """Return the counts by the path that people read; without what is about one visitor, longer than the table or unreadable."""
    kept: dict[str, int] = {}
    for raw, times in counts.items():
        try:
            path = raw.encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        if len(path) <= MAX_PATH and "\0" not in path and not is_private(path):
            kept[path] = kept.get(path, 0) + times
    return kept


path_tally = PathTally()
