"""Pages of lists: every list is paged, by number, with a bound on the size."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from ninja import Field, Schema

from api.errors import ApiProblem

T = TypeVar("T")


class Paging(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=10_000)
    page_size: int = Field(20, ge=1, le=100)


class Page(Schema, Generic[T]):
    """One page of a list; count is of the whole list."""

    count: int
    page: int
    pages: int
    results: list[T]


def page_of(items: "QuerySet[Any] | Sequence[Any]", paging: Paging) -> dict[str, Any]:
    """Return one page of items; a page past the end is a 404."""
    paginator = Paginator(items, paging.page_size)
    try:
        page = paginator.page(paging.page)
    except EmptyPage:
        raise ApiProblem(404, "Deze pagina is er niet.", f"Er zijn {paginator.num_pages} pagina's.") from None
    return {"count": paginator.count, "page": page.number, "pages": paginator.num_pages, "results": list(page)}
