"""Three values compared: what was imported last, what stands on the page now, what comes in.

Pure. A local edit is never overwritten: where the page was edited here and the source changed as well, the field is
a conflict; the page keeps its text and the incoming one waits for an editor.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """`taken`: fields to write on the page; `conflicts`: fields that wait; `base`: what to remember as imported."""

    taken: dict[str, Any]
    conflicts: dict[str, Any]
    base: dict[str, Any]


def merge(base: Values, local: Values, incoming: Values) -> Merge:
    """Field by field:

    - source unchanged since the last import: the page keeps what it has, edited or not;
    - page unedited: the incoming value is taken;
    - both changed to the same: settled;
    - both changed apart: a conflict. The old base is kept, so that the next run still sees it.
    """
    taken: dict[str, Any] = {}
    conflicts: dict[str, Any] = {}
    remembered = dict(base)
    for field, value in incoming.items():
        before, now = base.get(field, _nothing(value)), local.get(field)
        if same(value, before):
            remembered.setdefault(field, value)
        elif same(now, before):
            taken[field] = remembered[field] = value
        elif same(now, value):
            remembered[field] = value
        else:
            conflicts[field] = value
    return Merge(taken, conflicts, remembered)


def same(first: object, second: object) -> bool:
    """Whether two values say the same: keys of editor blocks, line ends and outer spaces do not count."""
    return bool(_bare(first) == _bare(second))


def _bare(value: object) -> object:
    if isinstance(value, str):
        text = re.sub(r' data-block-key="[^"]*"', "", value.replace("\r\n", "\n"))
        return text.strip()
    if isinstance(value, Mapping):
        return {key: _bare(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_bare(part) for part in value]
    return value


def _nothing(value: object) -> object:
    """Return the empty value of the same kind, for a field that an older import did not know."""
    if isinstance(value, str | list | dict):
        return type(value)()
    return False if isinstance(value, bool) else None
