"""Problems as Wagtail's nested errors, so that each shows beside its own block."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms_app.editing.checks import Path, Problem

LISTS = ("rows", "choices")
"""Names of the children that are a ListBlock; every other list of children is a stream."""


def as_error(found: Iterable[Problem]) -> ValidationError | None:
    """Return one error for a StreamField that holds all of these; None when there are none."""
    items = [(problem.path, problem.message) for problem in found]
    return _tree(items, StreamBlockValidationError) if items else None


def _tree(items: list[tuple[Path, Any]], many: Any) -> ValidationError:
    here = [message for path, message in items if not path]
    below: dict[int | str, list[tuple[Path, Any]]] = {}
    for path, message in items:
        if path:
            below.setdefault(path[0], []).append((path[1:], message))
    if not below:
        return ValidationError(here)
    children = {
        key: _tree(group, ListBlockValidationError if key in LISTS else StreamBlockValidationError)
        for key, group in below.items()
    }
    if isinstance(next(iter(below)), str):
        return StructBlockValidationError(children, here)  # type: ignore[no-any-return]
    tree: ValidationError = many(block_errors=children, non_block_errors=here)
    return tree


def merge(one: ValidationError | None, other: ValidationError | None) -> ValidationError | None:
    """Return both trees as one, so that an editor sees the blocks' own errors and ours in one go.

    Where both say something about the same field, the first stands: two messages for one mistake help nobody.
    """
    if one is None or other is None:
        return one or other
    if not hasattr(one, "block_errors") or not hasattr(other, "block_errors"):
        return one
    mine, theirs = one.block_errors, other.block_errors
    keys = [*mine, *(key for key in theirs if key not in mine)]
    both = {key: merge(mine.get(key), theirs.get(key)) for key in keys}
    own = [*one.non_block_errors, *(e for e in other.non_block_errors if not one.non_block_errors)]  # type: ignore[attr-defined]
    return type(one)(block_errors=both, non_block_errors=own)  # type: ignore[call-arg]
