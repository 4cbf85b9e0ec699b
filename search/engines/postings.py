"""Which documents hold what a part of a plan looks for: read from the database once for each state of the index, then in memory.

Common words are the dear ones, and they come back: a process keeps the sets of documents that were asked for last, as bits.
"""

import json
import sys
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import NamedTuple

from django.db import connection

from search.engines.bits import bits_of
from search.engines.tokens import token_store

MAX_BYTES = 16 * 1024 * 1024
"""What the sets of a process may take: at 10,000 documents some eight thousand, more than a city's words that are asked often."""

_ACTIVE = "SELECT -id, stamp FROM search_generation WHERE state = 'active'"
# Lists and state in one statement: so they belong together.
_LISTS = f"WITH parts (number, expression) AS ({{parts}}) {{holding}} UNION ALL {_ACTIVE}"
_FIRST = "SELECT MIN(id) FROM search_indexeddocument WHERE generation_id = %s"


class State(NamedTuple):
    """The generation in use, and its stamp after the last write."""

    generation: int
    stamp: str


class Index(NamedTuple):
    """A state of the index. first: the lowest number of its documents, which has the lowest bit in all sets."""

    generation: int
    stamp: str
    first: int


class Postings:
    """What was read of one state of the index. Safe among threads."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._sets: OrderedDict[str, int] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    @property
    def state(self) -> State:
        """Return the state of which it is."""
        return State(self.index.generation, self.index.stamp)

    def known(self, expressions: Iterable[str]) -> dict[str, int]:
        """Return the sets of those expressions that are here."""
        known = {}
        with self._lock:
            for expression in expressions:
                if (documents := self._sets.get(expression)) is not None:
                    known[expression] = documents
                    self._sets.move_to_end(expression)
        return known

    def keep(self, sets: dict[str, int]) -> None:
        """Keep these as well; those that were not asked for longest go when all together are too large."""
        with self._lock:
            for expression, documents in sets.items():
                if expression not in self._sets:
                    self._sets[expression] = documents
                    self._bytes += _size(expression, documents)
            while self._bytes > MAX_BYTES:
                self._bytes -= _size(*self._sets.popitem(last=False))

    def __len__(self) -> int:
        return len(self._sets)


_latest: Postings | None = None


def holding(wanted: Iterable[str]) -> tuple[Index | None, dict[str, int]]:
    """Return the state of the index and which documents answer each expression; no state before the first document.

    The documents are of any generation. One statement; two more after a write. In a transaction all is read and nothing kept: it
    may be rolled back.
    """
    global _latest
    expressions = list(dict.fromkeys(wanted))
    is_kept = not connection.in_atomic_block
    postings = _latest if is_kept else None
    sets = postings.known(expressions) if postings else {}
    state, lists = _read([expression for expression in expressions if expression not in sets])
    if sets and postings and state != postings.state:
        sets = {}
        state, lists = _read(expressions)
    if state is None:
        return None, {}
    if postings is None or state != postings.state:
        postings = Postings(Index(*state, _first(state.generation)))
        if is_kept:
            _latest = postings
    read = {expression: bits_of(numbers, postings.index.first) for expression, numbers in lists.items()}
    postings.keep(read)
    return postings.index, sets | read


def _read(expressions: Sequence[str]) -> tuple[State | None, dict[str, list[int]]]:
    """Return the state as it is now, and the documents that answer each expression."""
    store = token_store()
    parts, params = store.rows(enumerate(expressions))
    sql = _LISTS.format(parts=parts, holding=store.holding("parts")) if expressions else _ACTIVE
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    state = next((State(-number, stamp) for number, stamp in rows if number < 0), None)
    return state, {expressions[number]: json.loads(numbers or "[]") for number, numbers in rows if number >= 0}


def _first(generation: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [generation])
        return cursor.fetchone()[0] or 0


def _size(expression: str, documents: int) -> int:
    return sys.getsizeof(documents) + sys.getsizeof(expression)
