"""Whole public pages from memory, before Django: no request object, no session, no database.

A page is kept under the generation in which it was made. Whatever changes something public starts a new generation when it
commits (portal.apps), by touching one file that all processes of a machine see, so that a hit never asks the database.
Measured beside the same page made anew: about a hundred times as many answers a second.
"""

import gzip
import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

Environ = dict[str, Any]
Headers = list[tuple[str, str]]

EXPIRES = "Stadswinkel-Expires"
"""A view sets this header (unix time) when its page says something that changes then, such as "nu open"."""

NEVER = (
    "/api/", "/balie/", "/cms/", "/dev/", "/documenten/", "/formulieren/", "/media/", "/mijn/", "/static/", "/styleguide/",
    "/t/", "/zaken/", "/zoeken/",
)  # fmt: skip
NEVER_EXACTLY = frozenset({"/healthz", "/readyz"})
KINDS = ("text/html", "application/xml", "text/xml", "text/plain")
LONGEST = 300.0  # seconds: a process killed between its commit and the touch leaves a page wrong no longer than this
MOST_BYTES = 64 * 1024 * 1024
MOST_BYTES_A_PAGE = 1024 * 1024
ONE_AT_A_TIME = {"connection", "content-encoding", "content-length", "date", "etag", "x-request-id", EXPIRES.lower()}

log = structlog.get_logger(__name__)


def generation_file() -> Path:
    """Return the file whose time of change names the generation."""
    return Path(settings.VAR_DIR) / "generation"


def new_generation() -> None:
    """Make every kept page old, in all processes of this machine."""
    file = generation_file()
    file.touch()
    # In nanoseconds, set by us: the file system's own clock would give two changes in the same few milliseconds one time.
    now = time.time_ns()
    os.utime(file, ns=(now, now))


def generation() -> int:
    """Return the number of the present generation; 0 when nothing has changed since the installation."""
    try:
        return generation_file().stat().st_mtime_ns
    except FileNotFoundError:
        return 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it goes out, plain and packed."""

    plain: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: float

    @property
    def size(self) -> int:
        """Return the bytes that it takes."""
        return len(self.plain) + len(self.packed) + 512


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
        return next((value for key, value in self.headers if key.lower() == name), "")


class Shelf:
    """Pages by key, the least recently asked for going first when they take too much room. Safe among threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[Any, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, now: float) -> Kept | None:
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

    def put(self, key: Any, page: Kept) -> None:
        """Keep a page, making room when needed."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Any) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size

    def __len__(self) -> int:
        return len(self._pages)


class PageCache:
    """The WSGI wrapper. Whatever goes wrong in it, the page is made by Django as if it were not there."""

    def __init__(
        self, app: Callable[..., Iterable[bytes]], next_date: Callable[[], float | None] | None = None
    ) -> None:
        self.app = app
        self.shelf = Shelf()
        self.next_date = next_date or (lambda: None)
        self._horizon: tuple[int, float] = (-1, 0.0)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ["PATH_INFO"].startswith(NEVER):
            return self.app(environ, start_response)
        if environ["PATH_INFO"] in NEVER_EXACTLY or not is_anonymous(environ):
            return self._without_our_header(environ, start_response)
        try:
            key = (generation(), *place(environ))
            page = self.shelf.get(key, time.time())
        except Exception as error:  # fail open
            log.error("page_cache_failed", error=type(error).__name__)
            return self._without_our_header(environ, start_response)
        if page is not None:
            return send(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._without_our_header(environ, start_response)
        return self._make(key, environ, start_response)

    def _without_our_header(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            return start_response(status, [pair for pair in headers if pair[0].lower() != EXPIRES.lower()], exc_info)

        return self.app(environ, start)

    def _make(self, key: tuple[Any, ...], environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = Answer()
        chunks = self.app(environ, answer.start)
        ours = [pair for pair in answer.headers if pair[0].lower() != EXPIRES.lower()]
        if not may_keep(answer):
            start_response(answer.status, ours, answer.exc_info)
            return chunks
        page = None
        try:
            body = b"".join(chunks)
            page = self._keep_or_not(key, answer, body)
        finally:
            # After the question for the next date, so that Django ends the request with its connection still in order.
            getattr(chunks, "close", lambda: None)()
        if page is None:
            start_response(answer.status, ours)
            return [body]
        return send(page, environ, start_response)

    def _keep_or_not(self, key: tuple[Any, ...], answer: Answer, body: bytes) -> Kept | None:
        try:
            return self._keep(key, answer, body)
        except Exception as error:  # fail open: the page itself is fine
            log.error("page_cache_failed", error=type(error).__name__)
            return None

    def _keep(self, key: tuple[Any, ...], answer: Answer, body: bytes) -> Kept | None:
        now = time.time()
        until = min(self._until(key[0], now), float(answer.first(EXPIRES.lower()) or "inf"))
        if until <= now or len(body) > MOST_BYTES_A_PAGE:
            return None
        etag = 'W/"' + hashlib.blake2b(body, digest_size=12).hexdigest() + '"'
        headers = [(name, value) for name, value in answer.headers if name.lower() not in ONE_AT_A_TIME | {"vary"}]
        headers += [("ETag", etag), ("Vary", "Accept-Encoding")]
        if not answer.first("cache-control"):
            headers.append(("Cache-Control", "no-cache"))  # a browser keeps it too, and asks us whether it still holds
        page = Kept(body, gzip.compress(body, 6, mtime=0), tuple(headers), etag, until)
        self.shelf.put(key, page)
        return page

    def _until(self, generation_number: int, now: float) -> float:
        """Return when pages made now go stale: soon, or at the next date in the database, asked once a generation."""
        known, horizon = self._horizon
        if known != generation_number or horizon <= now:
            horizon = min(self.next_date() or float("inf"), now + 24 * 3600)
            self._horizon = (generation_number, horizon)
        return min(horizon, now + LONGEST)


def is_anonymous(environ: Environ) -> bool:
    """Return whether the request carries nothing that could make its page differ from anybody else's."""
    if environ.get("QUERY_STRING") or environ.get("HTTP_AUTHORIZATION"):
        return False
    cookies = environ.get("HTTP_COOKIE", "")
    return not cookies or (settings.SESSION_COOKIE_NAME not in cookies and "messages" not in cookies)


def place(environ: Environ) -> tuple[str, str, str]:
    """Return (host, scheme, path): what tells one public page from another."""
    is_https = environ.get("HTTP_X_FORWARDED_PROTO") == "https" or environ.get("wsgi.url_scheme") == "https"
    host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
    return host, "https" if is_https else "http", environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]


def may_keep(answer: Answer) -> bool:
    """Return whether an answer is a whole public page: nothing personal, nothing streamed, nothing that says no."""
    if not answer.status.startswith("200") or answer.exc_info or not answer.first("content-length"):
        return False
    if answer.first("set-cookie") or answer.first("content-encoding"):
        return False
    if not answer.first("content-type").startswith(KINDS):
        return False
    says = answer.first("cache-control").lower()
    if any(word in says for word in ("private", "no-store", "no-cache", "max-age=0")):
        return False
    # Django names Cookie here when the page was made by looking at the visitor.
    vary = {name.strip().lower() for key, value in answer.headers if key.lower() == "vary" for name in value.split(",")}
    return vary <= {"accept-encoding", ""}


def send(page: Kept, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a kept page: 304 when the browser has it, packed when it can unpack."""
    if matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        start_response("304 Not Modified", [pair for pair in page.headers if pair[0] != "Content-Type"])
        return []
    headers = list(page.headers)
    body = page.plain
    if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        headers.append(("Content-Encoding", "gzip"))
        body = page.packed
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


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
