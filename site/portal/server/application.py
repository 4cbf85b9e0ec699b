"""The ASGI application of a web process: what stands between the network and Django.

A kept page is answered in the event loop, from bytes that are ready. For all else the body is read first, within limits
(portal.server.bodies); then the request waits its turn for a thread (portal.server.turns) and goes to the WSGI application
(portal.server.bridge). So neither a slow client nor a slow view can hold the site. Why not otherwise: docs/decisions/018.
"""

import contextlib
import time
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.conf import settings

from ground import error_journal
from ground.addresses import is_private
from ground.error_codes import new_request_id
from ground.generation import recent_generation
from portal.cache.page_cache import matches, names_a_visitor
from portal.cache.store import CachedPage, PageStore, Place, body_of
from portal.middleware.client_address import visitor_address
from portal.server import refused
from portal.server.bodies import Bodies, Limits
from portal.server.bridge import Bridge, Receive, Response, Send, WSGIApplication
from portal.server.environ import Scope, environ_of, header, path_info
from portal.server.refused import Disconnected, Refused
from portal.server.turns import Turns, areas_of

THREADS = 4
MAX_WAITING = 64  # requests that wait for a thread; at 30 ms each the last one waits half a second

EMPTY = body_of(b"")
ALIVE = "/healthz"
"""Answered in the event loop: whoever asks waits for no thread, though all of them wait for the database."""
ALIVE_HEADERS = [(b"content-type", b"text/plain"), (b"content-length", b"3"), (b"cache-control", b"no-store")]

log = structlog.get_logger(__name__)


class Front:
    """One per process. `store` holds the pages that the WSGI application keeps; `pages` what a refused visitor sees.

    `count`: called with path and user agent for each page of HTML that a visitor who is not signed in gets.
    """

    def __init__(
        self,
        app: WSGIApplication,
        store: PageStore | None = None,
        *,
        limits: Limits | None = None,
        threads: int = THREADS,
        max_waiting: int = MAX_WAITING,
        pages: Mapping[int, bytes] | None = None,
        count: Callable[[str, bytes], None] | None = None,
    ) -> None:
        self.store = store
        self.bodies = Bodies(limits or Limits())
        self.turns = Turns(threads, max_waiting)
        self.bridge = Bridge(app, threads)
        self.pages = pages or {}
        self.count = count
        self.trusted: Collection[str] = frozenset(settings.TRUSTED_PROXIES)
        self._scheme_header, self._secure = scheme_header()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif self.store is None or not await self._sent_cached(self.store, scope, send):
            await self._pass_on(scope, receive, send)

    async def _sent_cached(self, store: PageStore, scope: Scope, send: Send) -> bool:
        """Answer with a kept page, if there is one for this request. No thread, no environ, mostly no system call."""
        method = scope["method"]
        if scope["query_string"] or method not in ("GET", "HEAD"):
            return False
        host = accept_encoding = if_none_match = forwarded = user_agent = b""
        for name, value in scope["headers"]:
            if name == b"host":
                host = value
            elif name == b"accept-encoding":
                accept_encoding = value
            elif name == b"if-none-match":
                if_none_match = value
            elif name == b"user-agent":
                user_agent = value
            elif name == self._scheme_header:
                forwarded = value
            elif name == b"authorization" or (name == b"cookie" and names_a_visitor(value.decode("latin-1"))):
                return False
        path = path_info(scope)
        page = self._cached(
            store, (host.decode("latin-1"), self._scheme(scope, forwarded), scope.get("root_path", "") + path)
        )
        if page is None:
            return False
        if if_none_match and matches(if_none_match.decode("latin-1"), page.etag):
            await send(page.not_modified)
            await send(EMPTY)
            return True
        if self.count is not None and method == "GET" and page.is_html:
            self.count(path, user_agent)
        start, body = page.variant(accept_encoding.decode("latin-1"))
        await send(start)
        await send(body if method == "GET" else EMPTY)
        return True

    def _cached(self, store: PageStore, place: Place) -> CachedPage | None:
        try:
            return store.find(place, recent_generation(), time.time())
        except OSError:  # fail open: Django makes the page
            log.exception("page_cache_failed")
            return None

    def _scheme(self, scope: Scope, forwarded: bytes) -> str:
        if forwarded:
            return "https" if forwarded.split(b",", 1)[0].strip() == self._secure else "http"
        return str(scope["scheme"])

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_info(scope)
        if path == ALIVE and scope["method"] in ("GET", "HEAD"):
            await send({"type": "http.response.start", "status": 200, "headers": ALIVE_HEADERS})
            await send({"type": "http.response.body", "body": b"ok\n"} if scope["method"] == "GET" else EMPTY)
            return
        try:
            await self._through_django(scope, path, receive, send)
        except Refused as refusal:
            await self._refuse(refusal, scope, path, send)
        except Disconnected:
            return

    async def _through_django(self, scope: Scope, path: str, receive: Receive, send: Send) -> None:
        peer = (scope.get("client") or ("", 0))[0]
        client = visitor_address(peer, header(scope, b"x-forwarded-for").decode("latin-1"), self.trusted)
        async with self.bodies.read(scope, path, client, receive) as body:
            environ = environ_of(scope)
            environ["wsgi.input"] = body.file
            environ["CONTENT_LENGTH"] = str(body.length) if body.length else ""
            async with self.turns.turn(areas_of(scope["method"], path)):
                response = await self._answer(environ, path)
            if self.count is not None and is_page_of_a_visitor(scope, path, response):
                self.count(path, header(scope, b"user-agent"))
            try:
                await self.bridge.send(response, receive, send)
            except Exception:  # begun already, so it ends cut short
                log.exception("answer_failed", path=path)

    async def _answer(self, environ: dict[str, Any], path: str) -> Response:
        """Return the application's answer. What Django did not catch is logged here: the server's own log redacts nothing."""
        try:
            return await self.bridge.answer(environ)
        except Refused:
            raise
        except Exception as error:
            log.exception("request_failed", path=path)
            raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, type(error).__name__) from error

    async def _refuse(self, refusal: Refused, scope: Scope, path: str, send: Send) -> None:
        request_id = new_request_id()
        code = error_journal.record(
            refusal.__cause__,
            request_id=request_id,
            status=refusal.status,
            method=scope["method"],
            path=path,
            why="" if refusal.status == HTTPStatus.INTERNAL_SERVER_ERROR else refusal.reason,
        )
        log.warning(
            "request_refused",
            method=scope["method"],
            path=path,
            status=int(refusal.status),
            reason=refusal.reason,
            request_id=request_id,
        )
        headers, body = refused.answer(
            refusal.status, path, self.pages, header(scope, b"accept-encoding").decode("latin-1"), code
        )
        headers.append((b"x-request-id", request_id.encode()))
        with contextlib.suppress(OSError, RuntimeError):  # the client left meanwhile
            await send({"type": "http.response.start", "status": int(refusal.status), "headers": headers})
            await send({"type": "http.response.body", "body": body})

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self.bridge.stop()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return


def is_page_of_a_visitor(scope: Scope, path: str, response: Response) -> bool:
    """Return whether an answer of Django is a public page of HTML, for somebody who is not signed in."""
    if scope["method"] != "GET" or response.status != HTTPStatus.OK or is_private(path):
        return False
    kind = next((value for name, value in response.headers if name == b"content-type"), b"")
    return kind.startswith(b"text/html") and not names_a_visitor(header(scope, b"cookie").decode("latin-1"))


def scheme_header() -> tuple[bytes, bytes]:
    """Return the header in which a proxy says https, and what it says then; b"" where the settings trust none."""
    if not settings.SECURE_PROXY_SSL_HEADER:
        return b"", b""
    name, value = settings.SECURE_PROXY_SSL_HEADER
    return name.removeprefix("HTTP_").replace("_", "-").lower().encode(), value.encode()
