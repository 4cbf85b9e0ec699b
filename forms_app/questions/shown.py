"""Questions that ask little: text to read, and a declaration to agree with."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.editing import blocks as form_blocks
from forms_app.questions.base import QuestionType, Text


class ContentQuestion(QuestionType[None]):
    """Text between the questions; asks nothing."""

    label = _("Uitleg")
    description = _("Tekst tussen de vragen, zoals een lijst van wat nodig is.")
    icon = "doc-full"
    group = _("Uitleg en akkoord")
    kind = ""
    has_answer = False
    template = "forms_app/questions/content.html"
    field_class = forms.Field
    widget = forms.HiddenInput
    empty: None = None

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [("text", blocks.RichTextBlock(label=_("Tekst"), features=form_blocks.TEXT_FEATURES))]

    def freeze_texts(self, value: Mapping[str, Any]) -> dict[str, str]:
        text = value.get("text")
        return {"body": str(getattr(text, "source", text) or "")}

    def thaw(self, question: Question) -> dict[str, Any]:
        return {"text": question.texts.get("body", "")}

    def is_normal(self, answer: object) -> TypeGuard[None]:
        return answer is None

    def to_data(self, name: str, answer: None) -> dict[str, list[str]]:
        return {}

    def display(self, question: Question, answer: None) -> list[str]:
        return []

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "null"}


class DeclarationQuestion(QuestionType[bool | None]):
    """A statement that must be accepted; never ticked beforehand. Normal form: true."""

    label = _("Verklaring")
    description = _("Een zin waarmee men akkoord moet gaan.")
    icon = "clipboard-list"
    group = _("Uitleg en akkoord")
    kind = ""
    template = "forms_app/questions/declaration.html"
    field_class = forms.BooleanField
    widget = forms.CheckboxInput
    empty: bool | None = None

    @classmethod
    def get_formfield_required(cls, question: Question) -> bool:
        return True

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {"required": _("Zet een vinkje om akkoord te gaan: %(label)s") % {"label": question.label}}

    def normal(self, cleaned: bool | None) -> bool | None:
        return True if cleaned else None

    def is_normal(self, answer: object) -> TypeGuard[bool | None]:
        return isinstance(answer, bool)

    def to_data(self, name: str, answer: bool | None) -> dict[str, list[str]]:
        return {name: ["on"]} if answer is True else {}

    def display(self, question: Question, answer: bool | None) -> list[str]:
        return [str(_("Akkoord"))] if answer else []

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"const": True}
