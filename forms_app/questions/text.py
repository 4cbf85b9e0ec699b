"""Questions answered by typing."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.typed import TextField, tidy

MEANINGS = [
    ("name", _("naam van de aanvrager")),
    ("given-name", _("voornaam van de aanvrager")),
    ("family-name", _("familienaam van de aanvrager")),
]
"""Values of HTML's autocomplete attribute (WCAG 1.3.5); a name also tells who the applicant is."""


class TextQuestion(QuestionType):
    """One line of text."""

    label = _("Korte tekst")
    description = _("Eén regel, zoals een naam.")
    icon = "pilcrow"
    field_class = TextField
    longest = 200

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            ("meaning", blocks.ChoiceBlock(MEANINGS, required=False, label=_("Wat betekent dit?"))),
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"meaning": value.get("meaning") or ""}

    def field_options(self, question: Question) -> dict[str, Any]:
        attrs = {"autocomplete": question.options["meaning"]} if question.options.get("meaning") else {}
        return {"max_length": self.longest, "widget": forms.TextInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "max_length": _("Gebruik bij ‘%(label)s’ hoogstens %(most)s tekens.")
            % {"label": question.label, "most": self.longest},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest, **({"pattern": r"\S"} if question.required else {})}


class LongText(forms.Textarea):
    """A box that lets people type too much: the server tells them how much, and keeps all of it."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context


class LongTextQuestion(QuestionType):
    """Several lines of text."""

    label = _("Lange tekst")
    description = _("Meerdere regels, zoals een beschrijving.")
    icon = "edit"
    field_class = TextField
    template = "questions/long_text.html"
    longest = 4000

    def field_options(self, question: Question) -> dict[str, Any]:
        # No maxlength in the page: a browser would cut off a pasted text without a word.
        return {"max_length": self.longest, "lines": True, "widget": LongText(attrs={"rows": 6})}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "max_length": _("Gebruik bij ‘%(label)s’ hoogstens %(most)s tekens.")
            % {"label": question.label, "most": self.longest},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest, **({"pattern": r"\S"} if question.required else {})}


class EmailField(forms.EmailField):
    """Takes an address as it was pasted, with spaces or invisible characters around or in it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub(r"\s", "", tidy(str(value or ""))))


class EmailQuestion(QuestionType):
    """An e-mail address."""

    label = _("E-mailadres")
    description = _("Met controle op de vorm.")
    icon = "mail"
    group = _("Persoon")
    field_class = EmailField

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "is_own",
                blocks.BooleanBlock(
                    required=False,
                    default=True,
                    label=_("Stuur hierheen de berichten over de aanvraag"),
                ),
            )
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"is_own": bool(value.get("is_own", True))}

    def field_options(self, question: Question) -> dict[str, Any]:
        attrs = {"spellcheck": "false", "autocapitalize": "none"}
        if question.options.get("is_own"):
            attrs["autocomplete"] = "email"
        return {"max_length": 254, "widget": forms.EmailInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "max_length": _("Het e-mailadres bij ‘%(label)s’ is te lang. Kijk het na.") % {"label": question.label},
            "invalid": _("Vul bij ‘%(label)s’ een e-mailadres in, zoals naam@voorbeeld.be.")
            % {"label": question.label},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        shape = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
        return {"type": "string", "format": "email", "pattern": shape, "maxLength": 254}
