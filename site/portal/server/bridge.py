"""Runs a WSGI application in threads for a server that has none: one job for the answer, one for each next part of a stream."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

from portal.server.refused import Refused

T = TypeVar("T")
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
WSGIApplication = Callable[..., Iterable[bytes]]

CHUNK = 64 * 1024
MAX_SEND_TIME = 60.0  # seconds for one chunk: a reader slower than 1 kB a second is gone


@dataclass
class Response:
    """An answer, and what is still to come of it: None when `first` is all."""

    status: int
    headers: list[tuple[bytes, bytes]]
    first: bytes
    rest: Iterator[bytes] | None
    close: Callable[[], None]


class Bridge:
    """A pool of threads, each with its own connection to the database, that lives as long as the process."""

    def __init__(self, app: WSGIApplication, threads: int) -> None:
        self.app = app
        self.pool = ThreadPoolExecutor(threads, "web")
        self.is_stopping = False

    async def answer(self, environ: dict[str, Any]) -> Response:
        """Return what the application says, up to the first 64 kB. Refused once we stop."""
        return await self._in_thread(begin, self.app, environ)

    async def stop(self) -> None:
        """Wait for what runs; nothing new is taken."""
        self.is_stopping = True
        await asyncio.to_thread(self.pool.shutdown, wait=True)

    async def _in_thread(self, job: Callable[..., T], *arguments: Any) -> T:
        if self.is_stopping:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "this process stops")
        return await asyncio.get_running_loop().run_in_executor(self.pool, job, *arguments)

    async def send(self, response: Response, receive: Receive, send: Send) -> None:
        """Send it all. A slow reader holds no thread: each part is taken in a job of its own, and none for who left."""
        part, rest = response.first, response.rest
        start = {"type": "http.response.start", "status": response.status, "headers": response.headers}
        if rest is None:
            await send(start)
            await send({"type": "http.response.body", "body": part})
            return
        left = asyncio.ensure_future(disconnect(receive))
        try:
            await send(start)
            while part and not left.done():
                async with asyncio.timeout(MAX_SEND_TIME):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
                part = await self._in_thread(gather, rest)
            await send({"type": "http.response.body", "body": b""})
        except (TimeoutError, Refused):
            return  # begun and cut short: the reader is too slow, or we stop
        finally:
            left.cancel()
            with contextlib.suppress(Refused):
                await self._in_thread(response.close)


async def disconnect(receive: Receive) -> None:
    """Return when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def begin(app: WSGIApplication, environ: dict[str, Any]) -> Response:
    """Call the application; in a thread of the pool. Closes the answer when it is whole."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], None]:
        started[:] = [(status, headers)]
        return lambda data: None

    chunks = app(environ, start_response)
    close = getattr(chunks, "close", lambda: None)
    try:
        parts = iter(chunks)
        first = gather(parts)
        status, headers = started[0]
        sent = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        length = next((int(value) for name, value in sent if name == b"content-length"), None)
        if environ["REQUEST_METHOD"] == "HEAD":
            first, length = b"", 0
        is_whole = not first or length == len(first)
        if is_whole:
            close()
    except BaseException:
        close()
        raise
    return Response(int(status[:3]), sent, first, None if is_whole else parts, close)


def gather(parts: Iterator[bytes]) -> bytes:
    """Return the next 64 kB or what there is; b"" at the end."""
    taken, size = [], 0
    for part in parts:
        taken.append(part)
        size += len(part)
        if size >= CHUNK:
            break
    return b"".join(taken)
