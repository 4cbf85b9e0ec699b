"""Blocks that more than one editor is drawn with."""

from typing import Any

from django import forms
from wagtail import blocks


class HiddenText(blocks.CharBlock):
    """A text the editor never types: a script puts a select, a date or a number in its place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = forms.HiddenInput()
        self.field.widget.is_required = False
        self.field.widget.show_add_comment_button = False
