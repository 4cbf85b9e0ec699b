"""What is wrong with what an editor drew, as Wagtail's nested errors: each shows beside its own block."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

Path = tuple[int | str, ...]
"""Into a stream of blocks: (1, "questions", 0, "label") is the label of the first question of the second step."""
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Problem:
    """Where in `field` (positions and names of blocks) and what; in_draft is refused even for a draft."""

    path: Path
    message: Text
    in_draft: bool = False
    field: str = "steps"


def as_error(problems: Iterable[Problem], lists: Collection[str] = ()) -> ValidationError | None:
    """Return one error for a StreamField that holds all of these; None when there are none.

    lists are the names of the children that are a ListBlock; every other list of children is a stream.
    """
    items = [(problem.path, problem.message) for problem in problems]
    return _tree(items, StreamBlockValidationError, lists) if items else None


def _tree(
    items: list[tuple[Path, Any]], many: Callable[..., ValidationError], lists: Collection[str]
) -> ValidationError:
    here = [message for path, message in items if not path]
    below: dict[int | str, list[tuple[Path, Any]]] = {}
    for path, message in items:
        if path:
            below.setdefault(path[0], []).append((path[1:], message))
    if not below:
        return ValidationError(here)
    children = {
        key: _tree(group, ListBlockValidationError if key in lists else StreamBlockValidationError, lists)
        for key, group in below.items()
    }
    if isinstance(next(iter(below)), str):
        return StructBlockValidationError(children, here)  # type: ignore[no-any-return]  # Wagtail has no types
    tree: ValidationError = many(block_errors=children, non_block_errors=here)
    return tree


def merge(first: ValidationError | None, second: ValidationError | None) -> ValidationError | None:
    """Return both trees as one, so that an editor sees the blocks' own errors and ours in one go.

    Where both say something about the same field, the first stands: two messages for one mistake help nobody.
    """
    if first is None or second is None:
        return first or second
    if not hasattr(first, "block_errors") or not hasattr(second, "block_errors"):
        return first
    mine, theirs = first.block_errors, second.block_errors
    keys = [*mine, *(key for key in theirs if key not in mine)]
    both = {key: merge(mine.get(key), theirs.get(key)) for key in keys}
    own = [*first.non_block_errors, *(e for e in second.non_block_errors if not first.non_block_errors)]  # type: ignore[attr-defined]  # checked just above
    return type(first)(block_errors=both, non_block_errors=own)  # type: ignore[call-arg]  # both classes of Wagtail take them
