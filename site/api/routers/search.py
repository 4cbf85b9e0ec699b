"""Finding products with everyday words."""

from typing import Literal

from ninja import Field, Query, Router, Schema

from api.auth import ApiRequest
from api.errors import problems
from search import service

router = Router(tags=["search"])


class Search(Schema):
    """What to find. kind: product, form, faq, place or page; theme and audience are codes of the IPDC lists.

    language: results in it come first, then Dutch ones that have no translation.
    """

    q: str = Field("", max_length=1000)
    language: Literal["nl", "en", "fr", "de"] = "nl"
    kind: str = Field("", max_length=60)
    theme: str = Field("", max_length=60)
    audience: str = Field("", max_length=60)
    page: int = Field(1, ge=1, le=1000)


class Facts(Schema):
    """What a list says of a product, in Dutch; "" where it is not known."""

    price: str
    term: str
    way: str
    is_free: bool
    is_at_once: bool
    is_online: bool


class Hit(Schema):
    """One result, best first; language is that of its page. Only products have facts."""

    kind: str
    title: str
    url: str
    summary: str
    language: str
    facts: Facts | None


class Bucket(Schema):
    """How many results a choice has."""

    code: str
    label: str
    count: int


class Results(Schema):
    """A page of results; corrections are the words that were searched instead of misspelt ones.

    is_sure is false when too little of the text was understood, or the first result only mentions it: no answer, a guess.
    """

    count: int
    page: int
    pages: int
    corrections: dict[str, str]
    corrected_query: str
    is_sure: bool
    results: list[Hit]
    facets: dict[str, list[Bucket]]


@router.get("/", response={200: Results, **problems()}, summary="Search products, forms, places and pages")
def search(request: ApiRequest, query: Query[Search]) -> service.SearchResults:
    return service.search(
        query.q,
        kind=query.kind,
        theme=query.theme,
        audience=query.audience,
        page=query.page,
        locale=query.language,
    )
