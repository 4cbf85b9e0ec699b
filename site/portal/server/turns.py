"""Who may use a thread now: in turn, and neither a part of the site nor who changes something all of them."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from http import HTTPStatus

from ground.addresses import EDITORS, LINKS
from portal.server.refused import Refused

Areas = tuple[str, ...]

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
WRITTEN_BY_GET = (LINKS, "/readyz")
"""Where to ask writes too: who opens a link that is none is counted, and whether the database takes a write is tried."""
CHANGE = "a change"
ADMIN_CHANGE = "a change in the admin"


class Turns:
    """Lets in as many as there are threads; each area one less, so that a slow part of the site leaves a thread to the rest, and
    changes that wait for the database together (ground.database.waiting) leave one to who only reads.

    Changes in the admin go one at a time in a process: while Wagtail validates a draft it sets `required` of blocks to False,
    and all threads share those blocks (wagtail.blocks, clean_deferred). A published form that is validated at the same moment
    would pass without its required fields. Who waits holds no thread. Used in the event loop only.
    """

    def __init__(self, threads: int, max_waiting: int) -> None:
        self.threads = threads
        self.max_waiting = max_waiting
        self.busy = 0
        self.running: Counter[str] = Counter()
        self._waiting: list[tuple[Areas, asyncio.Future[None]]] = []

    @contextlib.asynccontextmanager
    async def turn(self, areas: Areas) -> AsyncIterator[None]:
        """Wait for a turn; the thread is ours inside the block. Refused when too many wait already."""
        if self._may_run(areas):
            self._begin(areas)
        else:
            await self._wait(areas)
        try:
            yield
        finally:
            self._end(areas)

    async def _wait(self, areas: Areas) -> None:
        if len(self._waiting) >= self.max_waiting:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests wait for a thread")
        ours: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((areas, ours))
        try:
            await ours
        except asyncio.CancelledError:
            if ours.done() and not ours.cancelled():
                self._end(areas)  # the turn was given in the same moment
            else:
                self._waiting.remove((areas, ours))
            raise

    def _may_run(self, areas: Areas) -> bool:
        return self.busy < self.threads and all(self.running[area] < self._limit(area) for area in areas)

    def _limit(self, area: str) -> int:
        return 1 if area == ADMIN_CHANGE else max(1, self.threads - 1)

    def _begin(self, areas: Areas) -> None:
        self.busy += 1
        self.running.update(areas)

    def _end(self, areas: Areas) -> None:
        self.busy -= 1
        self.running.subtract(areas)
        self.running += Counter()  # forgets areas in which nothing runs
        for waiting in list(self._waiting):
            if self._may_run(waiting[0]):
                self._waiting.remove(waiting)
                self._begin(waiting[0])
                waiting[1].set_result(None)


def areas_of(method: str, path: str) -> Areas:
    """Return what a request counts among: the part of the site by the first part of its path, and changes.

    >>> areas_of("GET", "/producten/reispas/"), areas_of("GET", "/"), areas_of("POST", "/cms/pages/3/edit/")
    (('producten',), ('',), ('a change in the admin', 'a change'))
    >>> areas_of("POST", "/zaken/")
    ('zaken', 'a change')
    """
    part = path.removeprefix("/").partition("/")[0]
    if method in SAFE and not path.startswith(WRITTEN_BY_GET):
        return (part,)
    return (ADMIN_CHANGE if path.startswith(EDITORS) else part, CHANGE)
