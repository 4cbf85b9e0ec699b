"""Questions of several text boxes that are one answer: a date, an address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

SEPARATOR = "."
"""Between a question's name and its part: no question's name can hold it, so parts and questions never mix."""


class PartsWidget(forms.MultiWidget):
    """Text boxes named <question>.<part>; works with a list of what was typed in each."""

    def __init__(self, parts: Mapping[str, forms.Widget]) -> None:
        super().__init__(list(parts.values()))
        self.parts = tuple(parts)
        self.widgets_names = [SEPARATOR + part for part in parts]

    def decompress(self, value: Sequence[str] | None) -> list[str]:
        return list(value) if value else ["" for _ in self.parts]

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[str]:
        return [str(data.get(name + part) or "").strip() for part in self.widgets_names]


class PartsField(forms.Field):
    """Base of such a field: says "required" when every box is empty; `join` makes the value of what was typed."""

    parts: Sequence[str] = ()

    def clean(self, value: Sequence[object] | None) -> Any:  # noqa: ANN401  # a field cleans what it gets, as Django's
        typed = [str(part or "") for part in value or []]
        if not any(typed):
            if self.required:
                raise PartError(self.error_messages["required"], 0, "required")
            return None
        return self.join(dict(zip(self.parts, typed, strict=True)))

    def join(self, typed: Mapping[str, str]) -> Any:  # noqa: ANN401  # a field cleans what it gets, as Django's
        """Return the cleaned value; raises PartError, or a ValidationError of several."""
        raise NotImplementedError

    def wrong(self, code: str, part: str, **params: Any) -> "PartError":
        """Return the error of one part, from error_messages."""
        message = str(self.error_messages[code])
        return PartError(message % params if params else message, self.parts.index(part), code)


class PartError(ValidationError):
    """What is wrong with one box; `part` is its number, so that the summary can link to it."""

    def __init__(self, message: Any, part: int, code: str) -> None:  # noqa: ANN401  # a field cleans what it gets, as Django's
        super().__init__(message, code)
        self.part = part
