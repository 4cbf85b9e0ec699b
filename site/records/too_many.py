"""The one answer to too many tries, whoever counted them: 429 with the time to wait."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ground import error_journal
from ground.addresses import API
from ground.problem_details import CONTENT_TYPE, problem_details
from records.errors import Throttled, UploadsThrottled


def too_many(request: HttpRequest, error: Throttled | UploadsThrottled) -> HttpResponse:
    """Return a problem (RFC 9457) under /api/, else a page that says it in minutes."""
    if not request.path.startswith(API):
        minutes = -(-error.retry_after // 60)
        code = error_journal.record_request(request, error, 429)
        return as_too_many(render(request, "429.html", {"minutes": minutes, "code": code}), error.retry_after)
    detail = str(error) if isinstance(error, UploadsThrottled) else gettext("Probeer later opnieuw; zie Retry-After.")
    body = problem_details(429, gettext("Te veel aanvragen."), detail=detail, errors={})
    return as_too_many(JsonResponse(body, content_type=CONTENT_TYPE), error.retry_after)


def as_too_many(response: HttpResponse, retry_after: int) -> HttpResponse:
    """Make a page that was rendered already, such as a form that keeps what was typed, the same answer."""
    response.status_code = 429
    response["Retry-After"] = str(retry_after)
    response["Cache-Control"] = "no-store"
    return response
