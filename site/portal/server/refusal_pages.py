"""What a visitor sees when the front refuses a request. Made once: the front has no thread to make it in."""

from collections.abc import Iterator

import structlog
from django.core.exceptions import SynchronousOnlyOperation
from django.template.loader import render_to_string

from ground.error_codes import MARK


def refusal_pages() -> dict[int, bytes]:
    """Return the page of each status, with MARK where the code of each visitor comes. Two queries a page at most."""
    return dict(_rendered())


def _rendered() -> Iterator[tuple[int, bytes]]:
    for status in (408, 413, 500, 503):
        try:
            yield status, page_of(status).encode()
        except ValueError:  # no static files are collected yet; a line of text does as well
            structlog.get_logger(__name__).exception("refusal_page_failed", status=status)


def page_of(status: int) -> str:
    """Return a page with the city's contact data as it is now: of a city that changes it, until this process starts again."""
    page, context = f"{status}.html", {"code": MARK}
    try:
        return render_to_string(page, {**context, "request": None})
    except SynchronousOnlyOperation:  # a server that imports us inside its event loop
        return render_to_string(page, context)
