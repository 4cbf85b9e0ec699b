"""The catalogue."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from api.errors import Problem
from api.paging import Page, Paging, page_of
from api.products import detail_of, line_of
from products import service

router = Router(tags=["products"])


class Filters(Paging):
    """Which products; codes of the IPDC lists."""

    theme: str = Field("", max_length=60)
    audience: str = Field("", max_length=60)


class ProductLine(Schema):
    """A product in a list."""

    slug: str
    title: str
    summary: str
    url: str
    themes: list[str]
    audiences: list[str]


class Titled(Schema):
    """A titled piece of text (HTML)."""

    title: str
    description: str


class Procedure(Titled):
    """How to ask for it, per channel: online, counter, phone, post or bus."""

    channel: str


class Cost(Titled):
    """What it costs. amount in cents of a euro; none where it depends."""

    amount: int | None


class FormLink(Schema):
    """A form with which to ask for it."""

    key: str
    label: str
    url: str


class ProductDetail(ProductLine):
    """A whole product. Texts are HTML, sanitised."""

    alternative_titles: list[str]
    description: str
    for_whom: str
    conditions: list[Titled]
    evidence: list[Titled]
    procedures: list[Procedure]
    is_free: bool
    costs: list[Cost]
    processing_time: str
    exceptions: str
    forms: list[FormLink]
    keywords: list[str]
    product_type: str
    life_events: list[str]
    last_checked: date | None
    valid_from: date | None
    valid_until: date | None
    ipdc_concept_id: str
    ipdc_instance_id: str


@router.get("/", response=Page[ProductLine], summary="List products")
def list_products(request: HttpRequest, filters: Query[Filters]) -> Any:
    products = service.visible_products(theme=filters.theme, audience=filters.audience)
    result = page_of(products, filters)
    result["results"] = [line_of(request, page) for page in result["results"]]
    return result


@router.get("/{slug}/", response={200: ProductDetail, 404: Problem}, summary="Read a product")
def read_product(request: HttpRequest, slug: str) -> Any:
    page = service.visible_products().filter(slug=slug).first()
    if page is None:
        raise Http404
    return detail_of(request, page)
