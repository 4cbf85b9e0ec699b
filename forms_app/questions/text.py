"""Questions answered by typing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition import Question
from forms_app.questions.base import QuestionType, Text

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
        return {"type": "string", "maxLength": self.longest}


class LongTextQuestion(QuestionType):
    """Several lines of text."""

    label = _("Lange tekst")
    description = _("Meerdere regels, zoals een beschrijving.")
    icon = "edit"
    longest = 4000

    def field_options(self, question: Question) -> dict[str, Any]:
        return {"max_length": self.longest, "widget": forms.Textarea(attrs={"rows": 6})}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "max_length": _("Gebruik bij ‘%(label)s’ hoogstens %(most)s tekens.")
            % {"label": question.label, "most": self.longest},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest}


class EmailQuestion(QuestionType):
    """An e-mail address."""

    label = _("E-mailadres")
    description = _("Met controle op de vorm.")
    icon = "mail"
    group = _("Persoon")
    field_class = forms.EmailField

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
        attrs = {"autocomplete": "email", "spellcheck": "false"} if question.options.get("is_own") else {}
        return {"widget": forms.EmailInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "invalid": _("Vul bij ‘%(label)s’ een e-mailadres in, zoals naam@voorbeeld.be.")
            % {"label": question.label},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "format": "email"}
