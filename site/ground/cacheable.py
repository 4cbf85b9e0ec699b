"""What may be given to the next visitor as it is: only an answer whose view says so.

The page cache keeps no answer without this mark, so a view that nobody thought about is made anew for each visitor. A page of
the tree is found and read once a generation (ground.snapshot), and each time shown anew.
"""

import copy
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import PageViewRestriction
from wagtail.url_routing import RouteResult

from ground.cache_mark import HEADER
from ground.snapshot import kept

P = ParamSpec("P")
T = TypeVar("T")
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


@cache
def no_restrictions() -> QuerySet[PageViewRestriction]:
    """Return nothing, read already: the ORM makes SQL for it each time, only to see then that there is nothing to ask."""
    nothing: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
    len(nothing)
    return nothing


@kept
def is_any_restricted() -> bool:
    """Return whether any page stands behind a view restriction: mostly none does, and then nobody needs to ask of which."""
    return bool(PageViewRestriction.objects.exists())


class KeptTree:
    """Before the front page's Page: a page below is found once a generation, and each visitor gets a copy of it."""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return the way to a page as Wagtail does. A kept page is shared by threads, so none gets it itself."""
        return RouteResult(copy.copy(self._page_at(tuple(path_components))))

    @kept
    def _page_at(self, path: tuple[str, ...]) -> object:
        page = super().route(HttpRequest(), list(path)).page  # type: ignore[misc]  # Wagtail's
        if isinstance(page, CacheablePage):
            page.load()
            page.is_kept = not connection.in_atomic_block
        return page


class CacheablePage:
    """Before Wagtail's Page: the page is the same for every visitor. A preview and a page with a restriction are not kept.

    Wagtail makes a preview without `serve`, and forbids caching of whatever has a restriction.
    """

    is_kept = False
    """True on a copy of the page that is kept for a generation: what is made from it holds as long."""

    def load(self) -> None:
        """Read what the page shows beside its own fields, once for all copies of it."""

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return Wagtail's own; no query where nothing at all is restricted."""
        restrictions: QuerySet[PageViewRestriction]
        if not is_any_restricted():
            return no_restrictions()
        restrictions = super().get_view_restrictions()  # type: ignore[misc]  # Wagtail's
        return restrictions

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the page, marked."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail's
        return mark(response)


def kept_with_page(make: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], T]:
    """Keep what a function makes of a page as long as the page itself; of a draft and a page in hand it is made anew."""
    kept_make = kept(make)

    @wraps(make)
    def get(page: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:  # noqa: ANN401  # a page of any kind
        return (kept_make if page.is_kept else make)(page, *args, **kwargs)

    return get
