"""What people type, made safe to compare and to keep. Pure."""

import re
import unicodedata
from typing import Any

from django import forms

KEEP = {"\n", "\t", "\u200c", "\u200d"}
"""Control characters that belong to text; the two joiners are part of some scripts and of emoji."""


def tidy(text: str) -> str:
    """Return text in one Unicode form (NFC), without NUL, lone surrogates, invisible and direction-steering characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize(
        "NFC", "".join(char for char in lines if char in KEEP or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    )


def storable(text: str) -> str:
    """Return text as typed but for what no database keeps: NUL and lone surrogates."""
    return re.sub("[\x00\ud800-\udfff]", "", text)


def compact(text: str) -> str:
    """Return a number as typed, without the signs that people put between: spaces, dots, dashes, slashes."""
    return re.sub(r"[\s.\-–—/_()]", "", tidy(text))


class WholeText:
    """Of a text field: no maxlength in the page, with which a browser cuts off what is pasted without a word.

    The server says how much is too much, and all of it stays.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the attributes that the field gives its control."""
        attrs: dict[str, Any] = super().widget_attrs(widget)  # type: ignore[misc]  # a mixin of forms.CharField
        attrs.pop("maxlength", None)
        return attrs


class TextField(WholeText, forms.CharField):
    """A CharField whose value is tidy before it is measured; one line unless `lines`."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lines = lines

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # a field cleans what it gets, as Django's
        text = tidy(str(value)) if value not in self.empty_values else ""
        return super().to_python(text if self.lines else re.sub(r"\s+", " ", text))
