"""Packs every answer of text, and says of each answer whether others may keep it.

BREACH reads a secret out of the length of a packed page that holds both the secret and what an attacker had written into it.
Django masks its CSRF token anew on each page, and its GZipMiddleware adds up to a hundred bytes by chance (max_random_bytes).
"""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header, patch_vary_headers

from ground import cache_mark
from portal.cache.page_cache import PACKS
from portal.cache.store import accepts

TEXT_TYPES = (
    *("text/", "application/json", "application/problem+json", "application/ld+json", "application/xml"),
    *("application/javascript", "application/manifest+json", "image/svg+xml"),
)


class CompressionMiddleware(GZipMiddleware):
    """Django's, for text only: pictures and archives are packed already. What the page cache keeps is packed there, once."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:  # noqa: ANN401  # Django's signature, for what its own check takes for an HttpResponse
        if not response.has_header("Cache-Control"):
            # No cache that others share keeps it, and a browser asks us first; a page for everybody it may show again (304).
            response["Cache-Control"] = "no-cache" if response.has_header(cache_mark.HEADER) else "private, no-cache"
        # The numbers of the bytes of a part are those of the plain file.
        is_part = response.status_code == HTTPStatus.PARTIAL_CONTENT
        if not is_text(response) or is_part or will_be_kept(request, response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        is_taken = accepts("gzip", request.headers.get("Accept-Encoding", ""))  # Django's own reading overlooks q=0
        return super().process_response(request, response) if is_taken else response


def is_text(response: HttpResponse) -> bool:
    """Return whether packing makes it smaller."""
    return response.get("Content-Type", "").startswith(TEXT_TYPES)


def will_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether the page cache packs this answer itself."""
    is_marked = response.has_header(cache_mark.HEADER) and response.status_code == 200
    return PACKS in request.META and is_marked and not has_vary_header(response, "Cookie")
