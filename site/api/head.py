"""HEAD wherever GET is, under /api/ as on the pages: Ninja offers only the methods that an operation names."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ground.addresses import API


class HeadMiddleware:
    """Lets a HEAD be answered as a GET; who sends the answer leaves its body out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD" or not request.path.startswith(API):
            return self.get_response(request)
        request.method = "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = "HEAD"
