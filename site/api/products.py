"""A product page as plain data: each field that is not the page's own says how it is made."""

from collections.abc import Callable, Mapping
from datetime import date
from types import new_class
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from ninja import Schema
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from ground.public import published_now
from products.field_rows import FieldRow
from products.field_table import FIELD_TABLE
from products.fields import CodeListField
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


Shape = tuple[Any, Callable[[Any], Any] | None]
"""The type that the API gives, and how it is made of what the page holds; None when it is that."""


def _html(text: str) -> str:
    return str(expand_db_html(text))


def _procedures(value: StreamValue) -> list[Procedure]:
    return [Procedure(**_titled(block.value), channel=block.value["channel"]) for block in value]


def _costs(value: StreamValue) -> list[Cost]:
    return [Cost(**_titled(block.value), amount=block.value["amount"]) for block in value]


def _pieces(value: StreamValue) -> list[Titled]:
    return [Titled(**_titled(block.value)) for block in value]


BLOCKS: dict[str, Shape] = {"procedures": (list[Procedure], _procedures), "costs": (list[Cost], _costs)}
"""Fields of blocks that say more than a title and a text."""


def _shape(row: FieldRow) -> Shape:
    """Return the shape of a field by its kind."""
    match ProductPage._meta.get_field(row.name):
        case RichTextField():
            return str, _html
        case StreamField():
            return BLOCKS.get(row.name, (list[Titled], _pieces))
        case CodeListField():
            return list[str], None
        case models.BooleanField():
            return bool, None
        case models.DateField():
            return date | None, None
        case _ if row.is_lines:
            return list[str], str.splitlines
        case _:
            return str, None


def _resolver(name: str, make: Callable[[Any], Any]) -> Callable[[ProductPage], Any]:
    return lambda page: make(getattr(page, name))


def _fill(namespace: dict[str, Any]) -> None:
    """Put into a schema what the rows of products.field_table give the API, each with the way it is made."""
    shapes = {row.name: _shape(row) for row in FIELD_TABLE if row.is_in_api}
    namespace["__module__"] = __name__
    namespace["__annotations__"] = {name: kind for name, (kind, _make) in shapes.items()}
    namespace.update(
        {f"resolve_{name}": staticmethod(_resolver(name, make)) for name, (_kind, make) in shapes.items() if make}
    )


if TYPE_CHECKING:
    ProductFields = ProductLine
else:
    ProductFields = new_class("ProductFields", (ProductLine,), exec_body=_fill)


class ProductDetail(ProductFields):
    """A whole product. Texts are HTML, sanitised."""

    processing_time: str
    forms: list[FormLink]

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
