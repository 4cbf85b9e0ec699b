"""Whole public pages from memory, before Django: no request object, no session, no database.

An answer is kept only when its view says that it may be (ground.cacheable), and only under the generation in which it was
made (ground.generation). Whatever changes something public starts a new one when it commits, so that a hit never asks the
database. The front (portal.server) answers hits in its event loop;
here is what makes and keeps a page, and answers behind any other WSGI server.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import structlog
from django.conf import settings

from ground import cache_mark, page_expiry
from ground.generation import generation

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
ByteHeaders = list[tuple[bytes, bytes]]
Key = tuple[int, str, str, str]

TYPES = ("text/html", "application/xml", "text/xml", "text/plain")
MAX_AGE = 300.0  # seconds: a process killed between its commit and the touch leaves a page wrong no longer than this
MAX_BYTES = 64 * 1024 * 1024
MAX_PAGE_BYTES = 1024 * 1024
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


class Variant(NamedTuple):
    """A page in one coding, as it goes out."""

    headers: ByteHeaders
    body: bytes


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page in each coding, what is said to a browser that has it already, and until when (unix time) it holds."""

    plain: Variant
    packed: Variant
    not_modified: ByteHeaders
    etag: str
    until: float

    @property
    def size(self) -> int:
        """Return the bytes that it takes."""
        return len(self.plain.body) + len(self.packed.body) + 1024

    def variant(self, accept_encoding: str) -> Variant:
        """Return the packed page for a browser that can unpack it."""
        return self.packed if accepts_gzip(accept_encoding) else self.plain


@dataclass
class Answer:
    """What Django said, held back until we know whether it may be kept."""

    status: str = ""
    headers: Headers = field(default_factory=list)
    exc_info: Any = None

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
        """Stand in for the server's start_response."""
        self.status, self.headers, self.exc_info = status, headers, exc_info
        return lambda data: None

    def first(self, name: str) -> str:
        """Return a header's value, or ""."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class PageStore:
    """Pages by key, the least recently asked for going first when they take too much room. Safe among threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._pages: OrderedDict[Key, CachedPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, now: float) -> CachedPage | None:
        """Return a page that still holds, or None."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until <= now:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: CachedPage) -> None:
        """Keep a page, making room when needed."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self.max_bytes:
                self._drop(next(iter(self._pages)))

    def __iter__(self) -> Iterator[Key]:
        """Go through the keys, the least recently asked for first."""
        with self._lock:
            return iter(list(self._pages))

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size


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
        try:
            key = (generation(), *place(environ))
            page = self.store.get(key, time.time())
        except Exception:  # fail open
            log.exception("page_cache_failed")
            return self._not_kept(environ, start_response)
        if page is not None:
            return send(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._not_kept(environ, start_response)
        return self._make(key, environ, start_response)

    def _not_kept(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            return start_response(status, for_visitors(headers), exc_info)

        return self.app(environ, start)

    def _make(self, key: Key, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = Answer()
        chunks = self.app(environ, answer.start)
        if not may_keep(answer):
            start_response(answer.status, for_visitors(answer.headers), answer.exc_info)
            return chunks
        page = None
        try:
            body = b"".join(chunks)
            page = self._keep_or_not(key, answer, body)
        finally:
            # After the question for the next date, so that Django ends the request with its connection still in order.
            getattr(chunks, "close", lambda: None)()
        if page is None:
            start_response(answer.status, for_visitors(answer.headers))
            return [body]
        return send(page, environ, start_response)

    def _keep_or_not(self, key: Key, answer: Answer, body: bytes) -> CachedPage | None:
        try:
            return self._keep(key, answer, body)
        except Exception:  # fail open: the page itself is fine
            log.exception("page_cache_failed")
            return None

    def _keep(self, key: Key, answer: Answer, body: bytes) -> CachedPage | None:
        now = time.time()
        until = min(self._until(key[0], now), float(answer.first(page_expiry.HEADER) or "inf"))
        if until <= now or len(body) > MAX_PAGE_BYTES:
            return None
        page = cached_page(answer, body, until)
        self.store.put(key, page)
        return page

    def _until(self, generation_number: int, now: float) -> float:
        """Return when pages made now go stale: soon, or at the next date in the database, asked once a generation."""
        known, horizon = self._horizon
        if known != generation_number or horizon <= now:
            horizon = min(self.next_date() or float("inf"), now + 24 * 3600)
            self._horizon = (generation_number, horizon)
        return min(horizon, now + MAX_AGE)


def cached_page(answer: Answer, body: bytes, until: float) -> CachedPage:
    """Return an answer as it is kept."""
    etag = 'W/"' + hashlib.blake2b(body, digest_size=12).hexdigest() + '"'
    headers = [(name, value) for name, value in answer.headers if name.lower() not in PER_RESPONSE_HEADERS]
    headers += [("ETag", etag), ("Vary", "Accept-Encoding")]
    if not answer.first("cache-control"):
        headers.append(("Cache-Control", "no-cache"))  # a browser keeps it too, and asks us whether it still holds
    sent = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    packed = gzip.compress(body, 6, mtime=0)
    return CachedPage(
        plain=Variant([*sent, (b"content-length", b"%d" % len(body))], body),
        packed=Variant([*sent, (b"content-encoding", b"gzip"), (b"content-length", b"%d" % len(packed))], packed),
        not_modified=[pair for pair in sent if pair[0] != b"content-type"],
        etag=etag,
        until=until,
    )


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


def place(environ: Environ) -> tuple[str, str, str]:
    """Return (host, scheme, path): what tells one public page from another."""
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
    if any(word in cache_control for word in ("private", "no-store", "no-cache", "max-age=0")):
        return False
    # Cookie stands here when the page was made by looking at the visitor.
    vary = {name.strip().lower() for key, value in answer.headers if key.lower() == "vary" for name in value.split(",")}
    return vary <= {"accept-encoding", ""}


def send(page: CachedPage, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a kept page: 304 when the browser has it, packed when it can unpack."""
    if matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        start_response("304 Not Modified", as_text(page.not_modified))
        return []
    headers, body = page.variant(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start_response("200 OK", as_text(headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


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


def accepts_gzip(given: str) -> bool:
    """Return whether Accept-Encoding takes gzip.

    >>> accepts_gzip("br, gzip;q=0.8"), accepts_gzip("gzip;q=0"), accepts_gzip("")
    (True, False, False)
    """
    for part in given.lower().split(","):
        name, _, options = part.strip().partition(";")
        if name.strip() in ("gzip", "*"):
            weight = options.replace(" ", "").removeprefix("q=")
            return weight.strip("0.") != "" or not weight
    return False
