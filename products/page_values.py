"""A product page's fields as plain JSON, and back: what an import compares and writes.

`read` and `write` know the fields by their kind, so that a field is named only once: in products.ipdc.mapping.
"""

from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.fields import StreamField

from products.fields import CodeListField
from products.models import Authority, ProductPage

AUTHORITIES = ("competent_authorities", "executing_authorities")


def read(page: ProductPage, fields: list[str]) -> dict[str, Any]:
    """Return the values of these fields, in the form that products.ipdc.mapping gives them."""
    return {field: _read(page, field) for field in fields}


def write(page: ProductPage, values: dict[str, Any]) -> None:
    """Set values on the page without saving it. An authority not yet known is made, without a name."""
    for field, value in values.items():
        if field in AUTHORITIES:
            setattr(page, field, [_authority(iri) for iri in value])
        elif isinstance(_field(field), StreamField):
            setattr(page, field, _field(field).stream_block.to_python([dict(block) for block in value]))
        elif isinstance(_field(field), models.DateField):
            setattr(page, field, date.fromisoformat(value) if value else None)
        else:
            setattr(page, field, value)


def _read(page: ProductPage, field: str) -> Any:  # noqa: ANN401  # of any kind of field
    if field in AUTHORITIES:
        return sorted(authority.iri for authority in getattr(page, field).all())
    value = getattr(page, field)
    if isinstance(_field(field), StreamField):
        return [_block(block) for block in value.get_prep_value()]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(_field(field), CodeListField):
        order = list(_field(field).codes())
        return sorted(value, key=lambda code: order.index(code) if code in order else len(order))
    return value


def _block(block: dict[str, Any]) -> dict[str, Any]:
    """Return a stored block without the ids that Wagtail gives it, list items as their values."""
    return {"type": block["type"], "value": _plain(block["value"])}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(item["value"] if _is_list_item(item) else item) for item in value]
    return value


def _is_list_item(item: object) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _field(name: str) -> Any:  # noqa: ANN401  # of any kind of field
    try:
        return ProductPage._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise LookupError(f"A product page has no field {name!r}") from error


def _authority(iri: str) -> Authority:
    return Authority.objects.get_or_create(iri=iri)[0]
