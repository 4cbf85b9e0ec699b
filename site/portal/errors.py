"""Pages for what went wrong, besides those that Django renders by itself (400, 403, 404, 500)."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults

from ground.addresses import ADMIN, API
from ground.problem_details import CONTENT_TYPE, problem_details
from portal.admin.typed_texts import typed_texts
from portal.server.refused import RETRY_AFTER


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the page was open for too long, in the citizen's words, with the way back to the same form.

    The way back is only ever an address of this site: the path that was posted to. What staff typed is shown to be copied, not
    to be sent from here: it may be somebody else's page that sent it.
    """
    typed = typed_texts(request.POST) if request.path.startswith(ADMIN) else []
    return render(request, "403_csrf.html", {"again": "/" + request.path.lstrip("/"), "typed": typed}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of an error of the server; 503 and when to come back where somebody else wrote for too long.

    Asked by Django wherever it happens, in a view or around it, while it handles the exception.
    """
    error = sys.exc_info()[1]
    # SQLite's words, whether the queue of writers or its own lock made us wait (ground.database.sqlite).
    if not isinstance(error, OperationalError) or "database is locked" not in str(error):
        return defaults.server_error(request)
    if request.path.startswith(API):
        response: HttpResponse = JsonResponse(problem_details(503), status=503, content_type=CONTENT_TYPE)
    else:
        response = render(request, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
