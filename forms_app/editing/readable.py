"""What was posted, as far as it can be read: what checks across the form may look at."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListValue


def readable(block: blocks.Block, value: Any) -> Any:  # noqa: ANN401  # a block's value is of any kind
    """Return a posted value with each field in its block's own type, ids and order kept.

    A field that its block refuses has an error of its own. Here it is None, but a text stays as it was typed: names are
    compared with each other, also those that break a rule. `required` plays no part: while another thread saves a draft it
    is off on these same blocks.
    """
    if isinstance(block, blocks.StreamBlock):
        children = [(child.block_type, readable(child.block, child.value), child.id) for child in value or ()]
        return blocks.StreamValue(block, children)
    if isinstance(block, blocks.ListBlock):
        item = block.child_block
        rows = getattr(value, "bound_blocks", ())
        bound = [ListValue.ListChild(item, readable(item, row.value), id=row.id) for row in rows]
        return ListValue(block, bound_blocks=bound)
    if isinstance(block, blocks.StructBlock):
        fields = {name: readable(child, value.get(name)) for name, child in block.child_blocks.items()}
        return block.meta.value_class(block, fields)
    try:
        return block.clean(value)
    except ValidationError:
        is_text = isinstance(getattr(block, "field", None), forms.CharField)
        return value if is_text and isinstance(value, str) else "" if is_text else None
