"""What may be given to the next visitor as it is: only an answer whose view says so.

The page cache keeps no answer without this mark, so a view that nobody thought about is made anew for each visitor.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "Stadswinkel-Cacheable"
"""For the page cache only, which takes it off before the answer leaves."""


P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def cacheable(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view whose page is the same for every visitor without a session. The view still decides who may see it."""

    @wraps(view)
    def marking(*args: P.args, **kwargs: P.kwargs) -> R:
        return mark(view(*args, **kwargs))

    marking.is_cacheable = True  # type: ignore[attr-defined]  # read by the test that lists all such views
    return marking


def mark(response: R) -> R:
    """Return the same answer, marked."""
    response.headers[HEADER] = "1"
    return response


class CacheablePage:
    """Before Wagtail's Page: the page is the same for every visitor. A preview and a page with a restriction are not kept.

    Wagtail makes a preview without `serve`, and forbids caching of whatever has a restriction.
    """

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the page, marked."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail's
        return mark(response)
