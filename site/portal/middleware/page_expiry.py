"""Hands the page cache, in a header, until when the page stays true."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.lib.page_expiry import HEADER, expiry_of


class PageExpiryMiddleware:
    """The page cache strips the header again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        moment = expiry_of(request)
        if moment is not None:
            response[HEADER] = str(moment)
        return response
