"""Who may use a thread now: in turn, and no part of the site all of them."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from http import HTTPStatus

from ground.addresses import EDITORS
from portal.server.refused import Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
ADMIN_CHANGE = "a change in the admin"


class Turns:
    """Lets in as many as there are threads; each part of the site one less, so that a slow part leaves a thread to the rest.

    Changes in the admin go one at a time in a process: while Wagtail validates a draft it sets `required` of blocks to False,
    and all threads share those blocks (wagtail.blocks, clean_deferred). A published form that is validated at the same moment
    would pass without its required fields. Who waits holds no thread. Used in the event loop only.
    """

    def __init__(self, threads: int, max_waiting: int) -> None:
        self.threads = threads
        self.max_waiting = max_waiting
        self.running: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @contextlib.asynccontextmanager
    async def turn(self, area: str) -> AsyncIterator[None]:
        """Wait for a turn; the thread is ours inside the block. Refused when too many wait already."""
        if self._may_run(area):
            self.running[area] += 1
        else:
            await self._wait(area)
        try:
            yield
        finally:
            self._end(area)

    async def _wait(self, area: str) -> None:
        if len(self._waiting) >= self.max_waiting:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests wait for a thread")
        ours: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((area, ours))
        try:
            await ours
        except asyncio.CancelledError:
            if ours.done() and not ours.cancelled():
                self._end(area)  # the turn was given in the same moment
            else:
                self._waiting.remove((area, ours))
            raise

    def _may_run(self, area: str) -> bool:
        limit = 1 if area == ADMIN_CHANGE else max(1, self.threads - 1)
        return self.running.total() < self.threads and self.running[area] < limit

    def _end(self, area: str) -> None:
        self.running[area] -= 1
        if not self.running[area]:
            del self.running[area]
        for waiting in self._waiting:
            if self._may_run(waiting[0]):
                self._waiting.remove(waiting)
                self.running[waiting[0]] += 1
                waiting[1].set_result(None)
                return


def area_of(method: str, path: str) -> str:
    """Return the part of the site that a request is for: the first part of its path, or a change in the admin.

    >>> area_of("GET", "/producten/reispas/"), area_of("GET", "/"), area_of("POST", "/cms/pages/3/edit/")
    ('producten', '', 'a change in the admin')
    """
    if method not in SAFE and path.startswith(EDITORS):
        return ADMIN_CHANGE
    return path.removeprefix("/").partition("/")[0]
