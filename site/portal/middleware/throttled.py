"""Too many tries, wherever a view counts them, become one answer: 429 with the time to wait."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from records.service import Throttled, too_many


class ThrottledMiddleware(MiddlewareMixin):
    """Turns records' Throttled into an answer, so that no view needs to."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, Throttled) else None
