"""Timing: many times, the median and the slow end, and how many queries one time takes."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds for once; queries is None where none are counted."""

    median: float
    slow: float
    queries: int | None = None

    @property
    def per_second(self) -> float:
        """Return how often it can be done in a second by one process."""
        return 1000 / self.median


def time_it(act: Callable[[], Any], times: int = 100, *, count_queries: bool = True) -> Figure:
    """Do it once to warm up, once to count queries, and then `times` times."""
    act()
    queries = None
    if count_queries:
        with CaptureQueriesContext(connection) as seen:
            act()
        queries = len(seen)
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return Figure(statistics.median(took), took[int(len(took) * 0.95)], queries)
