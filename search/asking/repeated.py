"""Pages of results that are asked again, in memory: as they went out, while nothing that they tell can have changed.

A page is known by all that decides it: the whole address with its language, filters and page, the state of index and rules, the
generation of what is public, the day, and the engine that answers. It goes at the first date at which something comes or
goes. Who is signed in, or has a message to read, gets a page of their own. What is counted of a search is counted each time.
"""

import time
from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from ground import snapshot
from ground.generation import generation
from search.engines.current import engine
from search.engines.visible import next_date
from search.language.languages import DUTCH, language_of
from search.models import state
from search.models.state import State
from search.rules import current
from search.usage.keeping import countable
from search.usage.recording import Counted, is_read_by_a_person

MAX_BYTES = 8 * 1024 * 1024
"""What the pages of a process may take: some 400 of 20 kB."""
MAX_PAGES = 1000


class Key(NamedTuple):
    """Whatever a page of results depends on. is_counted: a person reads it, so that it carries a token for clicks."""

    host: str
    is_secure: bool
    asked: str
    is_counted: bool
    day: date
    generation: int
    state: State
    engine: str


class Page(NamedTuple):
    """A page as it goes out, what is counted each time that it does, and until when (unix time) it is kept."""

    body: bytes
    counted: Counted | None
    until: float


class Pages:
    """Those asked for longest ago go first. Safe among threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Key) -> Page | None:
        """Return the page while it holds."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until <= time.time():
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Keep a page."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > MAX_BYTES or len(self._pages) > MAX_PAGES:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Key) -> None:
        if page := self._pages.pop(key, None):
            self._bytes -= len(page.body)


pages = Pages()


def key_of(request: HttpRequest) -> Key | None:
    """Return what decides the page that is asked for; None where it is made for this visitor alone. One query.

    In a transaction nothing is kept, as it may be rolled back. A query that is not counted may be about a person: such a page
    is not kept either.
    """
    is_own = connection.in_atomic_block or not {settings.SESSION_COOKIE_NAME, "messages"}.isdisjoint(request.COOKIES)
    if is_own or not countable(request.GET.get("q", "")):
        return None
    return Key(
        request.get_host(),
        request.is_secure(),
        request.META.get("QUERY_STRING", ""),
        is_read_by_a_person(request),
        timezone.localdate(),
        generation(),
        state.now(),
        f"{type(engine()).__name__} {settings.SEARCH_MEANING}",
    )


def until(request: HttpRequest, key: Key) -> float:
    """Return until when (unix time) a page that is made from now on holds. The page itself may say an earlier moment."""
    moments = [
        current.current(locale, key.state).next_date() for locale in {DUTCH, language_of(request.GET.get("taal", ""))}
    ]
    moments.append(next_date(key.state))
    known = [moment.timestamp() for moment in moments if moment]
    return min([snapshot.current().until, *known])
