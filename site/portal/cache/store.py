"""Whole pages in memory, ready to go out: in each coding the messages that the server takes, made when the page was."""

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

try:
    import brotli
except ImportError:  # no wheel for this machine: gzip does as well
    brotli = None

ByteHeaders = list[tuple[bytes, bytes]]
Message = Mapping[str, Any]
Place = tuple[str, str, str]
"""Host, scheme and path: what tells one public page from another."""

BROTLI_QUALITY = 5
"""Of 11: about as quick as gzip, and smaller. The highest saves a tenth more and takes ten times as long."""
MAX_BYTES = 64 * 1024 * 1024
MAX_REMAKE = 2.0  # seconds in which others get the old page while one request makes it anew
SWEEP_INTERVAL = 60.0  # seconds between two looks for pages that no longer hold


class Variant(NamedTuple):
    """A page in one coding, as the two messages of ASGI."""

    start: Message
    body: Message


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page in each coding, what is said to a browser that has it already, and until when (unix time) it holds.

    is_html: whether people read it, as robots.txt and a sitemap are not.
    """

    variants: Mapping[str, Variant]
    not_modified: Message
    etag: str
    generation: int
    until: float
    is_html: bool = True

    @property
    def size(self) -> int:
        """Return the bytes that it takes."""
        return sum(len(variant.body["body"]) for variant in self.variants.values()) + 1024

    def variant(self, accept_encoding: str) -> Variant:
        """Return the smallest one that the browser can unpack."""
        return self.variants[coding_of(accept_encoding)]


def variants_of(headers: ByteHeaders, body: bytes) -> dict[str, Variant]:
    """Return a page in each coding that coding_of may name."""
    bodies = {"": body, "gzip": gzip.compress(body, 6, mtime=0)}
    if brotli is not None:
        bodies["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
    return {
        coding: Variant(start_of(200, headers, coding, len(packed)), body_of(packed))
        for coding, packed in bodies.items()
    }


def start_of(status: int, headers: ByteHeaders, coding: str = "", length: int | None = None) -> Message:
    """Return the message with which an answer begins."""
    coded = [(b"content-encoding", coding.encode())] if coding else []
    sized = [(b"content-length", b"%d" % length)] if length is not None else []
    return {"type": "http.response.start", "status": status, "headers": [*headers, *coded, *sized]}


def body_of(body: bytes) -> Message:
    """Return the message with a whole body."""
    return {"type": "http.response.body", "body": body}


@lru_cache(maxsize=200)
def coding_of(accept_encoding: str) -> str:
    """Return the coding for an Accept-Encoding ("" for none); browsers send a handful of these, so each is read once."""
    if brotli is not None and accepts("br", accept_encoding):
        return "br"
    return "gzip" if accepts("gzip", accept_encoding) or accepts("*", accept_encoding) else ""


def accepts(coding: str, accept_encoding: str) -> bool:
    """Return whether Accept-Encoding takes a coding.

    >>> accepts("gzip", "br, gzip;q=0.8"), accepts("gzip", "gzip;q=0"), accepts("br", "")
    (True, False, False)
    """
    for part in accept_encoding.lower().split(","):
        name, _, options = part.strip().partition(";")
        if name.strip() == coding:
            weight = options.replace(" ", "").removeprefix("q=")
            return weight.strip("0.") != "" or not weight
    return False


class PageStore:
    """Pages by place, the least recently asked for going first when they take too much room. Safe among threads.

    A page that no longer holds stays for who asks while one request makes it anew; it leaves when a new one or none is made, and
    within some minutes whatever happens.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._pages: OrderedDict[Place, CachedPage] = OrderedDict()
        self._making: dict[Place, float] = {}
        self._next_sweep = 0.0
        self._lock = threading.Lock()

    def find(self, place: Place, generation: int, now: float) -> CachedPage | None:
        """Return the page that may go out now, or None where this request is to make it."""
        with self._lock:
            page = self._pages.get(place)
            if page is None:
                return None
            holds = page.generation == generation and page.until > now
            if not holds and self._making.get(place, 0.0) < now - MAX_REMAKE:
                return None
            self._pages.move_to_end(place)
            return page

    @contextmanager
    def making(self, place: Place) -> Iterator[None]:
        """Let others have the old page meanwhile."""
        with self._lock:
            self._making.setdefault(place, time.time())
        try:
            yield
        finally:
            with self._lock:
                self._making.pop(place, None)

    def put(self, place: Place, page: CachedPage) -> None:
        """Keep a page in the place of the one before, unless that is of a later generation; makes room when needed."""
        with self._lock:
            old = self._pages.get(place)
            if old is not None and old.generation > page.generation:
                return
            self._drop(place)
            self._pages[place] = page
            self.bytes += page.size
            while self.bytes > self.max_bytes:
                self._drop(next(iter(self._pages)))
            self._sweep(time.time())

    def drop(self, place: Place) -> None:
        """Forget a page: what was made in its place may not be kept."""
        with self._lock:
            self._drop(place)

    def _sweep(self, now: float) -> None:
        """Let go what nobody asked for again since it went stale: each page does after five minutes at most."""
        if now < self._next_sweep:
            return
        self._next_sweep = now + SWEEP_INTERVAL
        for place in [place for place, page in self._pages.items() if page.until <= now]:
            self._drop(place)

    def __iter__(self) -> Iterator[Place]:
        """Go through the places, the least recently asked for first."""
        with self._lock:
            return iter(list(self._pages))

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, place: Place) -> None:
        page = self._pages.pop(place, None)
        if page is not None:
            self.bytes -= page.size
