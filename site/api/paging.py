"""The one paginator: every list is paged, by number, with a bound on the size."""

from typing import Any, TypeVar

from django.core.paginator import EmptyPage, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Field, Schema
from ninja.pagination import PaginationBase

from api.errors import ApiProblem

M = TypeVar("M", bound=Model)


class Pages(PaginationBase):
    """Takes the rows that a function returns to one page of them; a page past the end is a 404."""

    class Input(Schema):
        """Which page of a list."""

        page: int = Field(1, ge=1, le=10_000)
        page_size: int = Field(20, ge=1, le=100)

    class Output(Schema):
        """One page of a list; count is of the whole list."""

        count: int
        page: int
        pages: int
        results: list[Any]

    items_attribute = "results"

    def paginate_queryset(
        self, queryset: QuerySet[M], pagination: Input, request: HttpRequest, **params: object
    ) -> dict[str, object]:
        paginator = Paginator(queryset, pagination.page_size)
        try:
            page = paginator.page(pagination.page)
        except EmptyPage:
            detail = gettext("Er zijn %(count)s pagina's.") % {"count": paginator.num_pages}
            raise ApiProblem(404, gettext("Deze pagina is er niet."), detail) from None
        return {"count": paginator.count, "page": page.number, "pages": paginator.num_pages, "results": page}
