"""Pages and documents that open with a password: the same few tries as at a sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.documents.views.serve import authenticate_with_password as open_documents
from wagtail.views import authenticate_with_password as open_pages

from records.service import Throttle, client_key

TRIES = Throttle("page_password", 10, 15 * 60)
TRIES_AT_ADDRESS = Throttle("page_password_address", 50, 15 * 60)


def bounded(view: Callable[..., HttpResponse], restriction: str) -> Callable[..., HttpResponse]:
    """Return Wagtail's view with a bound on tries; `restriction` names the argument that says which password is asked."""

    @wraps(view)
    def count_first(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, **kwargs)
        address = client_key(request)
        who = f"{address} {restriction} {kwargs[restriction]}"
        TRIES.count(who)
        TRIES_AT_ADDRESS.count(address)
        response = view(request, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            TRIES.forget(who)
            TRIES_AT_ADDRESS.give_back(address)
        return response

    return count_first


open_page = bounded(open_pages, "page_view_restriction_id")
open_document = bounded(open_documents, "restriction_id")
