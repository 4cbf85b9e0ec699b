"""A stored value as people read it: "€ 12,50" and not 1250, "Aan het loket" and not counter."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.utils.text import text_from_html


def words_of(value: object, choices: Iterable[tuple[Any, Any]] = ()) -> str:
    """Return a plain value in words; "" for none. choices: (stored, label) pairs, also in groups."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("Ja") if value else gettext("Nee")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "j F Y H:i")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    if isinstance(value, datetime.time):
        return time_format(value, "H:i")
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    labels = dict(_flat(choices))
    if isinstance(value, list | tuple | set):
        return ", ".join(str(labels.get(item, item)) for item in value)
    return str(labels.get(value, value))


def words_of_field(field: "models.Field[Any, Any]", value: object) -> str:
    """Return the value of a model's field in words; a field that stores codes says it itself by `in_words`."""
    own = getattr(field, "in_words", None)
    return str(own(value)) if own else words_of(value, field.flatchoices)


def words_of_block(block: blocks.Block, value: object) -> str:
    """Return the value of a block in words; a block that stores something else than it shows says it itself by `in_words`."""
    own = getattr(block, "in_words", None)
    if own:
        return str(own(value))
    if isinstance(block, blocks.RichTextBlock):
        return str(text_from_html(str(getattr(value, "source", value) or "")))
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock | blocks.ListBlock):
        return "; ".join(f"{label}: {words}" if label else words for label, words in lines_of_block(block, value))
    if isinstance(value, str | int | float | list | datetime.date | datetime.time | None):
        return words_of(value, getattr(getattr(block, "field", None), "choices", ()))
    return str(text_from_html(str(block.render_basic(value))))


def lines_of_block(block: blocks.Block, value: object) -> list[tuple[str, str]]:
    """Return (label, words) of each thing in a block that is filled in; a block that holds one thing has one line."""
    return [(label, words) for label, words in _lines(block, value) if words]


def _lines(block: blocks.Block, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # a block's value is of any kind
    if value is None:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield str(child.label), words_of_block(child, value.get(name))
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield str(child.block.label), words_of_block(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield "", words_of_block(block.child_block, item)
    else:
        yield "", words_of_block(block, value)


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
