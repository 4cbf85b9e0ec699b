"""Errors as problem+json (RFC 9457). One place maps what can go wrong to HTTP."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from ground.problem_details import CONTENT_TYPE, problem_details
from records.service import FileRefused, Throttled, UploadsThrottled, too_many


class Problem(Schema):
    """An error: what went wrong, and per field what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: dict[str, list[str]] = {}


ALWAYS = (401, 405, 422, 429, 503)
"""What any operation may answer: a token that is wrong, a method that is not offered, a value that is none, too many tries, a
database that is busy for too long."""


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """Return what to document of an operation's errors: these, and those of any operation."""
    return dict.fromkeys(sorted({*ALWAYS, *statuses}), Problem)


class ApiProblem(Exception):
    """Raised by a router to answer with a problem."""

    def __init__(self, status: int, title: str, detail: str = "", errors: dict[str, list[str]] | None = None) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.errors = status, title, detail, errors or {}


def problem(status: int, title: str = "", detail: str = "", errors: dict[str, list[str]] | None = None) -> HttpResponse:
    """Return an error answer."""
    body = problem_details(status, title, detail=detail, errors=errors or {})
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def unauthenticated() -> HttpResponse:
    """Return 401 for a token that is wrong or revoked."""
    response = problem(
        401, gettext("Het token is niet geldig."), gettext("Stuur Authorization: Bearer met een geldig token.")
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def add_handlers(api: NinjaAPI) -> None:
    """Give the API its error answers."""

    @api.exception_handler(ApiProblem)
    def ours(request: HttpRequest, error: ApiProblem) -> HttpResponse:
        return problem(error.status, error.title, error.detail, error.errors)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors: dict[str, list[str]] = {}
        for item in error.errors:
            place = ".".join(str(part) for part in item["loc"][1:]) or str(item["loc"][0])
            errors.setdefault(place, []).append(item["msg"])
        return problem(422, gettext("De aanvraag klopt niet."), gettext("Kijk de genoemde velden na."), errors)

    @api.exception_handler(Throttled)
    @api.exception_handler(UploadsThrottled)
    def throttled(request: HttpRequest, error: Throttled | UploadsThrottled) -> HttpResponse:
        return too_many(request, error)

    @api.exception_handler(FileRefused)
    def refused(request: HttpRequest, error: FileRefused) -> HttpResponse:
        return problem(422, gettext("Het bestand is geweigerd."), str(error), {"file": [str(error)]})

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return unauthenticated()

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, gettext("De aanvraag klopt niet."), str(error))

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(
            413, gettext("De inhoud is te groot."), gettext("Stuur bestanden apart, met de adressen voor uploads.")
        )

    @api.exception_handler(MultiPartParserError)
    def broken(request: HttpRequest, error: MultiPartParserError) -> HttpResponse:
        return problem(400, gettext("De inhoud is niet te lezen."), str(error))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, gettext("Dit bestaat niet, of niet meer."))
