"""The ASGI entry point: the front, and behind it the WSGI application with its page cache."""

from collections.abc import Iterator

import structlog

# After portal.wsgi, which sets Django up.
from django.conf import settings
from django.template.loader import render_to_string

from ground.addresses import UPLOADS
from ground.error_codes import MARK
from portal.cache.page_cache import PageCache
from portal.server.application import Front
from portal.server.bodies import Limits
from portal.wsgi import application as wsgi_application


def refusal_pages() -> dict[int, bytes]:
    """Return what a visitor sees when the front refuses the request. Made once: the front has no thread to make it in."""
    return dict(_rendered())


def _rendered() -> Iterator[tuple[int, bytes]]:
    for status in (408, 413, 500, 503):
        try:
            yield status, render_to_string(f"{status}.html", {"code": MARK}).encode()
        except ValueError:  # no static files are collected yet; a line of text does as well
            structlog.get_logger(__name__).exception("refusal_page_failed", status=status)


from front.path_counts import path_tally  # noqa: E402  # its models need Django, which portal.wsgi sets up

application = Front(
    wsgi_application,
    wsgi_application.store if isinstance(wsgi_application, PageCache) else None,
    limits=Limits(upload=settings.UPLOAD_MAX_BODY_BYTES, upload_paths=UPLOADS),
    pages=refusal_pages(),
    count=path_tally.count,
)
