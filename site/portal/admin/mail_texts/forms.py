"""The form of what one kind of mail says."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from ground.texts import problems
from records.service import MailKind, Part

MAX_LENGTH = 2000
MAX_SUBJECT = 200


class MailTextForm(forms.Form):
    """A field for each part of a kind. What may stand between braces is said beside it."""

    lock_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, kind: MailKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for part in kind.parts:
            self.fields[part.name] = _field(part)

    def clean(self) -> dict[str, Any]:
        """Refuse what could not be filled, at the text in which it stands."""
        cleaned: dict[str, Any] = super().clean() or {}
        for part in self.kind.parts:
            for problem in problems(cleaned.get(part.name, ""), part.placeholders):
                self.add_error(part.name, problem)
        return cleaned

    def parts(self) -> dict[str, str]:
        """Return the texts by the name of their part, with line ends as they are stored."""
        return {part.name: self.cleaned_data[part.name].replace("\r\n", "\n") for part in self.kind.parts}


def _field(part: Part) -> forms.CharField:
    placeholders = ", ".join("{" + name + "}" for name in part.placeholders)
    help_text = gettext("U kunt gebruiken: %(placeholders)s.") % {"placeholders": placeholders} if placeholders else ""
    return forms.CharField(
        label=str(part.label),
        required=not part.is_optional,
        max_length=MAX_LENGTH if part.is_long else MAX_SUBJECT,
        help_text=help_text,
        widget=forms.Textarea({"rows": 3}) if part.is_long else forms.TextInput,
        error_messages={
            "required": gettext("Deze tekst mag niet leeg zijn. De standaard is: %(text)s") % {"text": part.default}
        },
    )
