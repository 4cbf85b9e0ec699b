"""Errors that arise before or beside the API's own code, in the shape that its clients can read.

An address that is not there, a method that is not offered, a body that is too large or broken, an error of the server: Django
and Ninja answer them with a page for people.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from api.errors import problem
from ground.addresses import API
from ground.problem_details import CONTENT_TYPE

KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


class ProblemMiddleware:
    """Turns any other error under /api/ into a problem; headers that tell a client what to do stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith(API):
            return response
        if response.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        instead = problem(response.status_code)
        for name in KEPT_HEADERS:
            if name in response:
                instead[name] = response[name]
        return instead
