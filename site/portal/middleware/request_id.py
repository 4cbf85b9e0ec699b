"""Each request gets an id that its log lines, its audit lines and its answer share, and one log line of its own."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from ground.addresses import UNLOGGED

log = structlog.get_logger("stadswinkel.request")
_VALID_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")


class RequestIdMiddleware:
    """Takes X-Request-ID from a proxy when it looks like one, else makes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _VALID_ID.match(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]  # read by ground.actor
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            began = time.perf_counter()
            response = self.get_response(request)
            if not request.path.startswith(UNLOGGED):
                took = round((time.perf_counter() - began) * 1000, 1)
                log.info("request", method=request.method, path=request.path, status=response.status_code, ms=took)
        response["X-Request-ID"] = request_id
        return response
