"""Pages for what went wrong, besides those that Django renders by itself (400, 403, 404, 500)."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ground import error_journal
from ground.addresses import ADMIN, API
from ground.database.waiting import waited_in_vain
from ground.libraries.django import passed_csrf_check
from ground.old_page import is_old_page
from ground.problem_details import CONTENT_TYPE, problem_details
from portal.admin.typed_texts import may_be_kept, typed_texts
from portal.server.refused import RETRY_AFTER


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the page was open for too long, in the citizen's words, with the way back to the same form.

    The way back is only ever an address of this site: the path that was posted to. What staff typed is shown to be copied, not
    to be sent from here: it may be somebody else's page that sent it.
    """
    typed = typed_texts(request.POST) if request.path.startswith(ADMIN) else []
    code = error_journal.record_request(request, None, 403, f"CSRF: {reason}")
    context = {"again": "/" + request.path.lstrip("/"), "typed": typed, "code": code}
    return render(request, "403_csrf.html", context, status=403)


def write_down(request: HttpRequest, **_of_signal: object) -> None:
    """Record what no view caught. A receiver of got_request_exception: a developer's page of the error has no server_error."""
    error = sys.exc_info()[1]
    request.error_code = error_journal.record_request(request, error, 503 if waited_in_vain(error) else 500)  # type: ignore[attr-defined]  # read by server_error


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of an error of the server; 503 and when to come back where somebody else wrote for too long.

    Asked by Django wherever it happens, in a view or around it, while it handles the exception. The page of an error asks no
    database: it may be what failed.
    """
    code = getattr(request, "error_code", "")
    if not waited_in_vain(sys.exc_info()[1]):
        return HttpResponseServerError(render_to_string("500.html", {"code": code}))
    if request.path.startswith(API):
        response: HttpResponse = JsonResponse(problem_details(503), status=503, content_type=CONTENT_TYPE)
    else:
        response = render(request, "503.html", {"again": what_to_send_again(request), "code": code}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def what_to_send_again(request: HttpRequest) -> dict[str, Any] | None:
    """Return what was posted, for a button that posts it once more: nothing of it was done. Files do not come along.

    None where there is nothing to send: where it is not sure that a page of ours sent it, and where a password is among it.
    """
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    is_ours = request.method == "POST" and passed_csrf_check(request) and not is_old_page(request)
    if not is_ours or not all(map(may_be_kept, names)):
        return None
    fields = [(name, value) for name in names for value in request.POST.getlist(name)]
    address = "/" + request.get_full_path().lstrip("/")
    return {"address": address, "fields": fields, "has_files": bool(request.FILES)}
