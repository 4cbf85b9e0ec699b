"""Too many tries, wherever a view counts them, become one page: 429 with the time to wait."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.errors import too_many
from records.service import Throttled


class ThrottledMiddleware:
    """Turns records' Throttled into an answer, so that no view needs to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception.retry_after) if isinstance(exception, Throttled) else None
