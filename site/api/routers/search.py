"""Finding products with everyday words."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from search import service

router = Router(tags=["search"])


class Search(Schema):
    """What to find; theme and audience are codes of the IPDC lists."""

    q: str = Field("", max_length=1000)
    theme: str = ""
    audience: str = ""
    page: int = Field(1, ge=1, le=1000)


class Hit(Schema):
    """One result, best first."""

    kind: str
    title: str
    url: str
    summary: str


class Bucket(Schema):
    """How many results a choice has."""

    code: str
    label: str
    count: int


class Results(Schema):
    """A page of results; corrections are the words that were searched instead of misspelt ones."""

    count: int
    page: int
    pages: int
    corrections: dict[str, str]
    corrected_query: str
    results: list[Hit]
    facets: dict[str, list[Bucket]]


@router.get("/", response=Results, summary="Search products, forms, places and pages")
def search(request: HttpRequest, query: Query[Search]) -> Any:
    return service.search(query.q, theme=query.theme, audience=query.audience, page=query.page)
