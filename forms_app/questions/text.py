"""Questions answered by typing."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.typed import TextField, WholeText, tidy

MEANINGS = [
    ("name", _("naam van de aanvrager")),
    ("given-name", _("voornaam van de aanvrager")),
    ("family-name", _("familienaam van de aanvrager")),
]
"""Values of HTML's autocomplete attribute (WCAG 1.3.5); a name also tells who the applicant is."""


class LimitedText(QuestionType[str]):
    """Text of at most `max_length` characters; its error names the limit."""

    field_class = TextField
    max_length: int

    def get_options(self, question: Question) -> dict[str, Any]:
        return {**super().get_options(question), "max_length": self.max_length}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "max_length": _("Gebruik bij ‘%(label)s’ hoogstens %(limit)s tekens.")
            % {"label": question.label, "limit": self.max_length},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length, **({"pattern": r"\S"} if question.required else {})}


class TextQuestion(LimitedText):
    """One line of text."""

    label = _("Korte tekst")
    description = _("Eén regel, zoals een naam.")
    icon = "pilcrow"
    max_length = 200

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            ("meaning", blocks.ChoiceBlock(MEANINGS, required=False, label=_("Wat betekent dit?"))),
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"meaning": value.get("meaning") or ""}

    def party_field(self, question: Question) -> str:
        meaning = question.options.get("meaning") or ""
        return meaning.replace("-", "_") if meaning in dict(MEANINGS) else ""

    def get_options(self, question: Question) -> dict[str, Any]:
        attrs = {"autocomplete": question.options["meaning"]} if question.options.get("meaning") else {}
        return {**super().get_options(question), "widget": forms.TextInput(attrs=attrs)}


class LongTextQuestion(LimitedText):
    """Several lines of text."""

    label = _("Lange tekst")
    description = _("Meerdere regels, zoals een beschrijving.")
    icon = "edit"
    template = "forms_app/questions/long_text.html"
    max_length = 4000

    def get_options(self, question: Question) -> dict[str, Any]:
        return {**super().get_options(question), "lines": True, "widget": forms.Textarea(attrs={"rows": 6})}


MAX_EMAIL = 254
"""Of an e-mail address (RFC 5321, erratum 1690)."""


class EmailField(WholeText, forms.EmailField):
    """Takes an address as it was pasted, with spaces or invisible characters around it.

    A space inside is not taken out: what would be left may be a stranger's address.
    """

    default_error_messages = {
        "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.be."),
        "space": _("In ‘%(typed)s’ staat een spatie. Een e-mailadres heeft er geen: kijk het na."),
        "max_length": _("Een e-mailadres heeft hoogstens 254 tekens. Kijk het na."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": MAX_EMAIL, **kwargs})

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # a field cleans what it gets, as Django's
        return super().to_python(tidy(str(value or "")))

    def run_validators(self, value: Any) -> None:  # noqa: ANN401  # a field cleans what it gets, as Django's
        """Say of a space that it is there, and of an address that is too long only that."""
        if re.search(r"\s", value):
            raise ValidationError(str(self.error_messages["space"]) % {"typed": value[:MAX_EMAIL]}, "space")
        if len(value) > MAX_EMAIL:
            raise ValidationError(self.error_messages["max_length"], "max_length")
        super().run_validators(value)


class EmailQuestion(QuestionType[str]):
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

    def party_field(self, question: Question) -> str:
        return "email" if question.options.get("is_own") else ""

    def get_options(self, question: Question) -> dict[str, Any]:
        attrs = {"spellcheck": "false", "autocapitalize": "none"}
        if question.options.get("is_own"):
            attrs["autocomplete"] = "email"
        return {**super().get_options(question), "widget": forms.EmailInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "max_length": _("Gebruik bij ‘%(label)s’ hoogstens %(limit)s tekens. Kijk het e-mailadres na.")
            % {"label": question.label, "limit": MAX_EMAIL},
            "space": _("In ‘%%(typed)s’ staat een spatie. Een e-mailadres heeft er geen. Kijk het na bij: %(label)s")
            % {"label": question.label.replace("%", "%%")},
            "invalid": _("Vul bij ‘%(label)s’ een e-mailadres in, zoals naam@voorbeeld.be.")
            % {"label": question.label},
        }

    def json_schema(self, question: Question) -> dict[str, Any]:
        shape = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
        return {"type": "string", "format": "email", "pattern": shape, "maxLength": MAX_EMAIL}
