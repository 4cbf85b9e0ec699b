"""Why the front does not pass a request on, and what the visitor gets to see."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from ground.addresses import API
from ground.error_codes import MARK, in_groups
from ground.problem_details import CONTENT_TYPE, problem_details
from portal.cache.store import accepts

RETRY_AFTER = 5  # seconds


@dataclass
class Refused(Exception):
    """The request is answered by the front itself: 400, 408, 413, 500 or 503. `reason` is for the log."""

    status: HTTPStatus
    reason: str


class Disconnected(Exception):
    """The client left while its body was being read."""


PACKING_LEVEL = 1
"""Of gzip: each page is packed anew, for it holds a code of its own, and the event loop waits for it (0.2 ms)."""


def answer(
    status: HTTPStatus, path: str, pages: Mapping[int, bytes], accept_encoding: str = "", code: str = ""
) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Return headers and body: a problem (RFC 9457) under /api/, else a page (packed for who can unpack), else a line of text.

    code: what the visitor can tell us over the telephone (ground.error_codes).
    """
    coding = b""
    if path.startswith(API):
        kind, body = CONTENT_TYPE.encode(), json.dumps(problem_details(status)).encode()
    elif status in pages:
        kind, body = b"text/html; charset=utf-8", pages[status].replace(MARK.encode(), in_groups(code).encode())
        if accepts("gzip", accept_encoding):
            coding, body = b"gzip", gzip.compress(body, PACKING_LEVEL)
    else:
        kind, body = b"text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode()
    headers = [
        (b"content-type", kind),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),  # what is still to come of the body is not read
    ]
    if coding:
        headers += [(b"content-encoding", coding), (b"vary", b"accept-encoding")]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", b"%d" % RETRY_AFTER))
    return headers, body
