"""A value that only a tampered post of the admin holds is a bad request: Wagtail's widgets make an error of the server of it.

Two of them read what they get without looking: a chooser looks up whatever stands for an id, and the editor of texts takes
whatever it gets for its own JSON. No field of ours names these widgets, so they are mended where they are.
"""

from collections.abc import Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import IntegerField
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import BaseChooser

from ground.ids import read_id


def install() -> None:
    """Let every chooser and every editor of texts of this process look first. Called when the app is ready."""
    BaseChooser.value_from_datadict = _with_ids_only(BaseChooser.value_from_datadict)
    DraftailRichTextArea.value_from_datadict = _with_its_own_json(DraftailRichTextArea.value_from_datadict)


def _with_ids_only(read: Any) -> Any:
    @wraps(read)
    def value_from_datadict(self: Any, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = read(self, data, files, name)
        if isinstance(value, str) and read_id(value) is None and _has_number(self.model_class):
            raise BadRequest(f"{name} holds no id.")
        return value

    return value_from_datadict


def _has_number(model: Any) -> bool:
    """Return whether the model's key is a number, its own or (a kind of page) its parent's."""
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return isinstance(key, IntegerField)


def _with_its_own_json(read: Any) -> Any:
    @wraps(read)
    def value_from_datadict(self: Any, data: Mapping[str, Any], files: Any, name: str) -> Any:
        try:
            return read(self, data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise BadRequest(f"{name} holds no text that its editor wrote.") from error

    return value_from_datadict
