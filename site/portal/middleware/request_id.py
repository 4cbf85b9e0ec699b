"""Each request gets an id that its log lines, its audit lines and its answer share, and one log line of its own."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from ground.addresses import UNLOGGED
from ground.error_codes import is_request_id, new_request_id

log = structlog.get_logger("stadswinkel.request")


class RequestIdMiddleware:
    """Takes X-Request-ID from a proxy when it looks like one, else makes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if is_request_id(given) else new_request_id()
        request.request_id = request_id  # type: ignore[attr-defined]  # read by ground.actor
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            began = time.perf_counter()
            response = self.get_response(request)
            if not request.path.startswith(UNLOGGED):
                took = round((time.perf_counter() - began) * 1000, 1)
                log.info("request", method=request.method, path=request.path, status=response.status_code, ms=took)
        response["X-Request-ID"] = request_id
        return response
