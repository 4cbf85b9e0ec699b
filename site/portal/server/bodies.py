"""Reads a request's body to its end before anything is done for it: a slow client then holds a socket, and no thread."""

import asyncio
import contextlib
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from portal.server.bridge import Receive
from portal.server.environ import Scope, header
from portal.server.refused import Disconnected, Refused

KB, MB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process takes. Sizes in bytes, times in seconds."""

    body: int = 3 * MB  # a little over Django's own limit for what is not a file (DATA_UPLOAD_MAX_MEMORY_SIZE)
    upload: int = 100 * MB  # where files are sent
    upload_paths: tuple[str, ...] = ()
    in_memory: int = 256 * KB  # of each body; the rest goes to a nameless file in TMPDIR
    all_bodies: int = 512 * MB  # of all bodies together, of those that a view is still reading too
    open_bodies: int = 256  # that are still coming
    open_bodies_of_client: int = 32  # the same, from one address: an office behind one router, and no more
    grace: float = 10.0  # before a body must have come at `min_rate` on average
    min_rate: int = 2 * KB  # bytes a second: ten times slower than the slowest telephone in use
    max_time: float = 900.0  # for a whole body, at any rate
    crowded_wait: float = 1.0  # when no more may be open, a body still passes when it is there by then

    def of(self, path: str) -> int:
        """Return how large a body may be at an address."""
        return self.upload if path.startswith(self.upload_paths) else self.body


class Body:
    """What came so far, to be closed by who asked for it."""

    def __init__(self, in_memory: int) -> None:
        self.file = tempfile.SpooledTemporaryFile(in_memory)  # noqa: SIM115  # Bodies.read closes it
        self.length = 0


class Bodies:
    """All bodies of one process. Used in its event loop only."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bytes = 0
        self.open: Counter[str] = Counter()

    @contextlib.asynccontextmanager
    async def read(self, scope: Scope, path: str, client: str, receive: Receive) -> AsyncIterator[Body]:
        """Yield the body; its bytes count until the block ends. Refused when too long, too slow or one too many."""
        announced = announced_length(scope)
        if announced is not None and announced > self.limits.of(path):
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"body of {announced} bytes")
        body = Body(self.limits.in_memory)
        try:
            if announced != 0:
                await self._receive(body, path, client, receive)
            body.file.seek(0)
            yield body
        finally:
            self.bytes -= body.length
            body.file.close()

    async def _receive(self, body: Body, path: str, client: str, receive: Receive) -> None:
        is_crowded = self._is_crowded(client)
        began = time.monotonic()
        with self._counted(client):
            while True:
                patience = min(max(self.limits.grace, body.length / self.limits.min_rate), self.limits.max_time)
                patience = self.limits.crowded_wait if is_crowded else patience
                try:
                    async with asyncio.timeout(max(0.01, began + patience - time.monotonic())):
                        message = await receive()
                except TimeoutError:
                    raise self._late(is_crowded, body.length) from None
                if message["type"] == "http.disconnect":
                    raise Disconnected
                self._add(body, message.get("body", b""), path)
                if not message.get("more_body"):
                    return

    def _add(self, body: Body, part: bytes, path: str) -> None:
        body.length += len(part)
        self.bytes += len(part)
        if body.length > self.limits.of(path):
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"body over {self.limits.of(path)} bytes")
        if self.bytes > self.limits.all_bodies:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "too many bytes in all bodies")
        try:
            body.file.write(part)
        except OSError as error:  # the disk is full
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, f"the body cannot be stored: {error.strerror}") from error

    def _late(self, is_crowded: bool, length: int) -> Refused:
        if is_crowded:
            return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "too many bodies are being read")
        return Refused(HTTPStatus.REQUEST_TIMEOUT, f"only {length} bytes of the body came in time")

    def _is_crowded(self, client: str) -> bool:
        is_full = self.open.total() >= self.limits.open_bodies
        return is_full or self.open[client] >= self.limits.open_bodies_of_client

    @contextlib.contextmanager
    def _counted(self, client: str) -> Iterator[None]:
        self.open[client] += 1
        try:
            yield
        finally:
            self.open[client] -= 1
            if not self.open[client]:
                del self.open[client]


def announced_length(scope: Scope) -> int | None:
    """Return the length that the client says its body has; 0 for no body, None for one that comes in chunks."""
    if header(scope, b"transfer-encoding"):
        return None
    raw = header(scope, b"content-length") or b"0"
    if not raw.isdigit():
        raise Refused(HTTPStatus.BAD_REQUEST, "Content-Length is no number")
    return int(raw)
