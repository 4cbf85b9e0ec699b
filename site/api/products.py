"""A product page as plain data: each field that is not the page's own says how it is made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from wagtail.rich_text import expand_db_html

from ground.public import published_now
from products.models import ProductPage

Context = Mapping[str, Any]
"""Of Ninja: the request stands in it."""


class ProductLine(Schema):
    """A product in a list."""

    slug: str
    title: str
    summary: str
    url: str
    themes: list[str]
    audiences: list[str]

    @staticmethod
    def resolve_url(page: ProductPage, context: Context) -> str:
        request: HttpRequest = context["request"]
        return request.build_absolute_uri(page.get_url(request))


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

    @staticmethod
    def resolve_alternative_titles(page: ProductPage) -> list[str]:
        return page.alternative_titles.splitlines()

    @staticmethod
    def resolve_keywords(page: ProductPage) -> list[str]:
        return page.keywords.splitlines()

    @staticmethod
    def resolve_description(page: ProductPage) -> str:
        return str(expand_db_html(page.description))

    @staticmethod
    def resolve_for_whom(page: ProductPage) -> str:
        return str(expand_db_html(page.for_whom))

    @staticmethod
    def resolve_exceptions(page: ProductPage) -> str:
        return str(expand_db_html(page.exceptions))

    @staticmethod
    def resolve_conditions(page: ProductPage) -> list[Titled]:
        return [Titled(**_titled(block.value)) for block in page.conditions]

    @staticmethod
    def resolve_evidence(page: ProductPage) -> list[Titled]:
        return [Titled(**_titled(block.value)) for block in page.evidence]

    @staticmethod
    def resolve_procedures(page: ProductPage) -> list[Procedure]:
        return [Procedure(**_titled(block.value), channel=block.value["channel"]) for block in page.procedures]

    @staticmethod
    def resolve_costs(page: ProductPage) -> list[Cost]:
        return [Cost(**_titled(block.value), amount=block.value["amount"]) for block in page.costs]

    @staticmethod
    def resolve_processing_time(page: ProductPage) -> str:
        parts = (page.processing_time_value, page.get_processing_time_unit_display())
        return " ".join(str(part) for part in parts if part not in (None, ""))

    @staticmethod
    def resolve_forms(page: ProductPage, context: Context) -> list[FormLink]:
        request: HttpRequest = context["request"]
        return [
            FormLink(
                key=link.form.key,
                label=link.label or link.form.title,
                url=request.build_absolute_uri(link.form.get_absolute_url()),
            )
            for link in page.form_links.select_related("form").filter(published_now("form__"))
        ]


def _titled(value: Mapping[str, Any]) -> dict[str, str]:
    description = getattr(value["description"], "source", value["description"]) or ""
    return {"title": value["title"] or "", "description": str(expand_db_html(description))}
