"""What rarely changes, kept in memory for one generation: the site, the city, places, the pages above the products.

`@kept` stands on a function that reads it. Each process reads once a generation; what was kept of an older one leaves memory
whole. The writers need not remember anything: ground.database.watched looks at what goes to the database.

A kept value is shared by all threads, so nobody may change it: let it be frozen, or hand out copies.
"""

import inspect
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from ground.generation import generation
from ground.next_date import next_date

MAX_AGE = 300.0  # seconds: a process killed between its commit and the touch leaves a value wrong no longer than this
MAX_VALUES = 1000
"""Of all functions together: the first one kept goes first. Among them are addresses, of which visitors can think up many."""

P = ParamSpec("P")
T = TypeVar("T")


class Snapshot:
    """What was read in one generation, until (unix time) the database itself says that something else is public."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.until = min(next_date(), time.time() + MAX_AGE)
        self._values: dict[tuple[Any, ...], Any] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[Any, ...], read: Callable[[], T]) -> T:
        """Return the value of a key, read when it is not there. Two threads may read at once: the same, so no harm."""
        try:
            value: T = self._values[key]
        except KeyError:
            value = read()
            with self._lock:
                if len(self._values) >= MAX_VALUES:
                    del self._values[next(iter(self._values))]
                self._values[key] = value
        return value

    def last_of(self, read: Callable[..., T]) -> T | None:
        """Return the newest value that a function read, whatever its arguments were."""
        values = [value for key, value in list(self._values.items()) if key[0] is read]
        return values[-1] if values else None

    def __len__(self) -> int:
        return len(self._values)


_current: Snapshot | None = None


def current() -> Snapshot:
    """Return the snapshot of the present generation. Its number was read before any of its values, so none is too old."""
    global _current
    number, snapshot = generation(), _current
    if snapshot is None or snapshot.number != number or snapshot.until <= time.time():
        snapshot = _current = Snapshot(number)
    return snapshot


def forget() -> None:
    """Keep nothing any more: the database was replaced under us."""
    global _current
    _current = None


def kept(read: Callable[P, T]) -> Callable[P, T]:
    """Keep a function's value by its (hashable) arguments. An error is not kept.

    Inside a transaction the database is asked: it may have been changed there, and nobody else may see that yet.
    """

    @wraps(read)
    def get(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return read(*args, **kwargs)
        return current().get((read, *args, *kwargs.items()), lambda: read(*args, **kwargs))

    return get


def last_known(get: Callable[..., T]) -> T | None:
    """Return what a kept function returned last, for who may ask nobody; None where memory holds nothing of it."""
    return _current.last_of(inspect.unwrap(get)) if _current is not None else None
