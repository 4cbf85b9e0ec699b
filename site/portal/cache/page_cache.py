"""Whole public pages from memory, before Django: no request object, no session, no database.

An answer is kept only when its view says that it may be (ground.cacheable), and only under the generation in which it was
made (ground.generation). Whatever changes something public starts a new one when it commits, so that a hit never asks the
database. The front (portal.server) answers hits in its event loop; here is what makes and keeps a page, and answers behind any
other WSGI server.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.conf import settings

from ground import cache_mark, page_expiry
from ground.generation import generation
from portal.cache.store import ByteHeaders, CachedPage, PageStore, Place, start_of, variants_of

Environ = dict[str, Any]
Headers = list[tuple[str, str]]

TYPES = ("text/html", "application/xml", "text/xml", "text/plain", "text/css", "image/svg+xml")
MAX_AGE = 300.0  # seconds: a process killed between its commit and the touch leaves a page wrong no longer than this
MAX_PAGE_BYTES = 1024 * 1024
PACKS = "stadswinkel.packs"
"""In the environ: what may be kept is packed here, in each coding, and need not be packed before."""
INTERNAL_HEADERS = frozenset({cache_mark.HEADER.lower(), page_expiry.HEADER.lower()})
"""What views tell the page cache; it takes them off every answer, kept or not."""
PER_RESPONSE_HEADERS = INTERNAL_HEADERS | {
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "etag",
    "vary",
    "x-request-id",
}

log = structlog.get_logger(__name__)


@dataclass
class Answer:
    """What Django said, held back until we know whether it may be kept."""

    status: str = ""
    headers: Headers = field(default_factory=list)
    exc_info: Any = None

    def start(self, status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], None]:
        """Stand in for the server's start_response."""
        self.status, self.headers, self.exc_info = status, headers, exc_info
        return lambda data: None

    def first(self, name: str) -> str:
        """Return a header's value, or ""."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class PageCache:
    """The WSGI wrapper. Whatever goes wrong in it, the page is made by Django as if it were not there."""

    def __init__(
        self, app: Callable[..., Iterable[bytes]], next_date: Callable[[], float | None] | None = None
    ) -> None:
        self.app = app
        self.store = PageStore()
        self.next_date = next_date or (lambda: None)
        self._horizon: tuple[int, float] = (-1, 0.0)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not is_anonymous(environ):
            return self._not_kept(environ, start_response)
        place = place_of(environ)
        try:
            number = generation()
            page = self.store.find(place, number, time.time())
        except Exception:  # fail open
            log.exception("page_cache_failed")
            return self._not_kept(environ, start_response)
        if page is not None:
            return send(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._not_kept(environ, start_response)
        with self.store.making(place):
            return self._make(number, place, environ, start_response)

    def _not_kept(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: Headers, exc_info: object = None) -> object:
            return start_response(status, for_visitors(headers), exc_info)

        return self.app(environ, start)

    def _make(self, number: int, place: Place, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = Answer()
        environ[PACKS] = True
        chunks = self.app(environ, answer.start)
        if not may_keep(answer):
            self.store.drop(place)
            start_response(answer.status, for_visitors(answer.headers), answer.exc_info)
            return chunks
        page = None
        try:
            body = b"".join(chunks)
            page = self._page_or_not(number, answer, body)
        finally:
            # After the question for the next date, so that Django ends the request with its connection still in order.
            getattr(chunks, "close", lambda: None)()
        if page is None:
            self.store.drop(place)
            start_response(answer.status, for_visitors(answer.headers))
            return [body]
        self.store.put(place, page)
        return send(page, environ, start_response)

    def _page_or_not(self, number: int, answer: Answer, body: bytes) -> CachedPage | None:
        try:
            now = time.time()
            until = min(self._until(number, now), float(answer.first(page_expiry.HEADER) or "inf"))
            return None if until <= now or len(body) > MAX_PAGE_BYTES else cached_page(answer, body, number, until)
        except Exception:  # fail open: the page itself is fine
            log.exception("page_cache_failed")
            return None

    def _until(self, generation_number: int, now: float) -> float:
        """Return when pages made now go stale: soon, or at the next date in the database, asked once a generation."""
        known, horizon = self._horizon
        if known != generation_number or horizon <= now:
            horizon = min(self.next_date() or float("inf"), now + 24 * 3600)
            self._horizon = (generation_number, horizon)
        return min(horizon, now + MAX_AGE)


def cached_page(answer: Answer, body: bytes, number: int, until: float) -> CachedPage:
    """Return an answer as it is kept in a generation."""
    etag = 'W/"' + hashlib.blake2b(body, digest_size=12).hexdigest() + '"'
    headers = [(name, value) for name, value in answer.headers if name.lower() not in PER_RESPONSE_HEADERS]
    headers += [("ETag", etag), ("Vary", "Accept-Encoding")]
    if not answer.first("cache-control"):
        headers.append(("Cache-Control", "no-cache"))  # a browser keeps it too, and asks us whether it still holds
    sent = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    not_modified = start_of(304, [pair for pair in sent if pair[0] != b"content-type"])
    is_html = answer.first("content-type").startswith("text/html")
    return CachedPage(variants_of(sent, body), not_modified, etag, number, until, is_html)


def for_visitors(headers: Headers) -> Headers:
    """Return an answer's headers without those that are meant for us."""
    return [pair for pair in headers if pair[0].lower() not in INTERNAL_HEADERS]


def is_anonymous(environ: Environ) -> bool:
    """Return whether the request carries neither a query nor who is asking. Other cookies: see WatchedCookies."""
    if environ.get("QUERY_STRING") or environ.get("HTTP_AUTHORIZATION"):
        return False
    return not names_a_visitor(environ.get("HTTP_COOKIE", ""))


def names_a_visitor(cookies: str) -> bool:
    """Return whether a Cookie header holds a session, or messages that one visitor is to see once."""
    return bool(cookies) and (settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies)


def place_of(environ: Environ) -> Place:
    """Return what tells the page from another."""
    host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
    return host, scheme_of(environ), environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]


def scheme_of(environ: Environ) -> str:
    """Return the scheme as Django sees it: a proxy's header counts only where SECURE_PROXY_SSL_HEADER names it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        given = environ.get(name)
        if given is not None:
            return "https" if given.split(",", 1)[0].strip() == secure else "http"
    return str(environ.get("wsgi.url_scheme", "http"))


def may_keep(answer: Answer) -> bool:
    """Return whether an answer may be kept: its view says so, and nothing in it says otherwise."""
    if not answer.first(cache_mark.HEADER) or not answer.status.startswith("200") or answer.exc_info:
        return False
    if not answer.first("content-length") or answer.first("set-cookie") or answer.first("content-encoding"):
        return False
    if not answer.first("content-type").startswith(TYPES):
        return False
    cache_control = answer.first("cache-control").lower()
    if any(word in cache_control for word in ("private", "no-store", "max-age=0")):
        return False
    # Cookie stands here when the page was made by looking at the visitor.
    vary = {name.strip().lower() for key, value in answer.headers if key.lower() == "vary" for name in value.split(",")}
    return vary <= {"accept-encoding", ""}


def send(page: CachedPage, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a kept page: 304 when the browser has it, packed when it can unpack."""
    if matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        start_response("304 Not Modified", as_text(page.not_modified["headers"]))
        return []
    start, body = page.variant(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start_response("200 OK", as_text(start["headers"]))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body["body"]]


def as_text(headers: ByteHeaders) -> Headers:
    """Return headers as WSGI wants them."""
    return [(name.decode("latin-1").title(), value.decode("latin-1")) for name, value in headers]


def matches(given: str, etag: str) -> bool:
    """Return whether If-None-Match names this page (RFC 9110, 13.1.2: weak comparison).

    >>> matches('"b", W/"a"', 'W/"a"'), matches("*", 'W/"a"'), matches("", 'W/"a"')
    (True, True, False)
    """
    tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
    return bool(given) and ("*" in tags or etag.removeprefix("W/") in tags)
