"""One transaction for each unsafe request to Wagtail's admin and API.

Publishing is several writes with signals in between; search rows and the queued change must commit with them or not at all.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

PREFIXES = ("/cms/", "/api/wagtail/")
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AdminTransactionMiddleware:
    """Wraps the view, not the whole stack: an exception must still be one when the transaction sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method in SAFE or not request.path.startswith(PREFIXES):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
