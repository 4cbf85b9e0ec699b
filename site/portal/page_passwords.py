"""Pages and documents that open with a password: the same few tries as at a sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.documents.views.serve import authenticate_with_password as open_documents
from wagtail.views import authenticate_with_password as open_pages

from records.service import client_key, forget_tries, give_back_try, throttle

MAX_TRIES = 10
MAX_TRIES_AT_ADDRESS = 50
WINDOW = 15 * 60


def bounded(view: Callable[..., HttpResponse], restriction: str) -> Callable[..., HttpResponse]:
    """Return Wagtail's view with a bound on tries; `restriction` names the argument that says which password is asked."""

    @wraps(view)
    def count_first(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, **kwargs)
        address = client_key(request)
        who = f"{address} {restriction} {kwargs[restriction]}"
        throttle("page_password", who, MAX_TRIES, WINDOW)
        throttle("page_password_address", address, MAX_TRIES_AT_ADDRESS, WINDOW)
        response = view(request, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            forget_tries("page_password", who, WINDOW)
            give_back_try("page_password_address", address, WINDOW)
        return response

    return count_first


open_page = bounded(open_pages, "page_view_restriction_id")
open_document = bounded(open_documents, "restriction_id")
