"""The field of a question whose answer holds something outside the draft: its value is the ids of what is held."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from forms_app.seams import Held


class HeldField(forms.Field):
    """Cleans ids to ids of what is there. `held` is put in by the form: what is held for this question, by id."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.held: Mapping[str, Held] = {}

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401  # a field cleans what it gets, as Django's
        ids = list(dict.fromkeys(str(item) for item in value or []))
        if not ids and self.required:
            raise ValidationError(self.error_messages["required"], "required")
        if any(item not in self.held for item in ids):
            raise ValidationError(self.error_messages["unknown"], "unknown")
        return ids
