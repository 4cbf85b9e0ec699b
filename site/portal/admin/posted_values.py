"""A value that only a tampered post of the admin holds is a bad request: Wagtail's widgets make an error of the server of it.

Some read what they get without looking: a chooser looks up whatever stands for an id, the editor of texts takes whatever it
gets for its own JSON, and blocks take for numbers whatever is said of how many they are and in which order. No field of ours
names these, so they are mended where they are.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import IntegerField, Model
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock

from ground.ids import read_id, read_number

MAX_BLOCKS = 2000
"""Of one list of blocks, those that were taken out while editing too."""


def install() -> None:
    """Let every chooser and every editor of texts of this process look first. Called when the app is ready."""
    BaseChooser.value_from_datadict = _with_ids_only(BaseChooser.value_from_datadict)
    for blocks in (BaseStreamBlock, ListBlock):
        blocks.value_from_datadict = _with_numbers(blocks.value_from_datadict)
    DraftailRichTextArea.value_from_datadict = _with_its_own_json(DraftailRichTextArea.value_from_datadict)


Read = Callable[..., Any]
"""value_from_datadict of a widget or a block: what a posted field holds."""


def _with_ids_only(read: Read) -> Read:
    @wraps(read)
    def value_from_datadict(self: Any, data: Mapping[str, Any], files: object, name: str) -> Any:  # noqa: ANN401  # any widget or block, and its value
        value = read(self, data, files, name)
        if isinstance(value, str) and read_id(value) is None and _has_number(self.model_class):
            raise BadRequest(f"{name} holds no id.")
        return value

    return value_from_datadict


def _has_number(model: type[Model]) -> bool:
    """Return whether the model's key is a number, its own or (a kind of page) its parent's."""
    key: Any = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return isinstance(key, IntegerField)


def _with_numbers(read: Read) -> Read:
    @wraps(read)
    def value_from_datadict(self: Any, data: Mapping[str, Any], files: object, prefix: str) -> Any:  # noqa: ANN401  # any widget or block, and its value
        count = read_number(data.get(f"{prefix}-count"))
        if count is None or count > MAX_BLOCKS:
            raise BadRequest(f"{prefix} has no number of blocks.")
        kept = [at for at in range(count) if not data.get(f"{prefix}-{at}-deleted")]
        order = {read_number(data.get(f"{prefix}-{at}-order")) for at in kept}
        if None in order or len(order) < len(kept):
            raise BadRequest(f"{prefix} has no order.")
        return read(self, data, files, prefix)

    return value_from_datadict


def _with_its_own_json(read: Read) -> Read:
    @wraps(read)
    def value_from_datadict(self: Any, data: Mapping[str, Any], files: object, name: str) -> Any:  # noqa: ANN401  # any widget or block, and its value
        try:
            return read(self, data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise BadRequest(f"{name} holds no text that its editor wrote.") from error

    return value_from_datadict
