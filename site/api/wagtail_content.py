"""Wagtail's content API as this house offers it: what cannot be asked is refused with 400, what has expired is gone.

The library hands what was asked to the database as it is: a number of 400 digits, a NUL or a port that is no number ended
in an error of the server. It knows only whether a page is live, which an expired page is until `publish_scheduled` comes by.
"""

import functools
import json
import re
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.api.v3.api import api
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.routers import pages
from wagtail.models import Page

from ground.public import published_now

MAX_CHARACTERS = 2000
MAX_DIGITS = 15
"""Of a number: any sum of two fits in the 64 bits of a database."""

library_queryset = pages.get_pages_queryset


def pages_queryset(request: HttpRequest, model: type[Page] = Page) -> QuerySet[Page]:
    """Return the pages that the library would show; to anyone without a token, only what is published now.

    Named by their ids: the library's search can filter by few fields. One query more.
    """
    queryset: QuerySet[Page] = library_queryset(request, model)
    if request.user.is_authenticated:
        return queryset
    gone = list(Page.objects.live().exclude(published_now()).values_list("pk", flat=True))
    return queryset.exclude(id__in=gone) if gone else queryset


def refusal(request: HttpRequest) -> str:
    """Return why this cannot be asked, "" when it can.

    Only what would end in an error is named here; a value that is merely wrong is the library's to refuse.
    """
    for name, values in request.GET.lists():
        for value in values:
            if "\x00" in name + value:
                return f"{name!r} holds a NUL."
            if len(value) > MAX_CHARACTERS:
                return f"{name!r} is longer than {MAX_CHARACTERS} characters."
            if re.fullmatch(rf"\s*[+-]?\d{{{MAX_DIGITS + 1},}}\s*", value):
                return f"{name!r} is a number of more than {MAX_DIGITS} digits."
    if any(":" in site and not re.fullmatch(r"[^:]*:\d{1,5}", site) for site in request.GET.getlist("site")):
        return "'site' is a host name, with or without a port number: www.example.org:8000."
    return "" if _is_object(request) else "The body is not a JSON object."


def _is_object(request: HttpRequest) -> bool:
    """Whether the body holds what the library looks fields up in; what is no JSON at all it refuses itself."""
    if request.content_type != "application/json" or not request.body:
        return True
    try:
        return isinstance(json.loads(request.body), dict)
    except (ValueError, RecursionError):
        return True


def bounded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse, before the library looks at it, what its database would choke on."""

    @functools.wraps(view)
    def look_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        why = refusal(request)
        return problem_response(status=400, detail=why) if why else view(request, *args, **kwargs)

    return look_first


pages.get_pages_queryset = pages_queryset
api.add_decorator(bounded, mode="view")
urls = api.urls
