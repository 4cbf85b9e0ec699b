"""Questions answered by choosing."""

from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeGuard

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.editing import blocks as form_blocks
from forms_app.questions.base import Answer, QuestionType, Text

MAX_CARDS = 7
"""More choices than this stand close together: a list of tall cards is long to scroll."""
MAX_BESIDE, MAX_BESIDE_LENGTH = 3, 12
"""So few choices, each so short, stand beside each other: "Ja" and "Nee"."""


def layout_of(question: Question) -> Literal["row", "compact", ""]:
    """Return how radio buttons or checkboxes stand: beside each other, close together, or as cards below each other ("")."""
    labels = [label for _key, label in question.choices]
    if len(labels) <= MAX_BESIDE and all(len(label) <= MAX_BESIDE_LENGTH for label in labels):
        return "row"
    return "compact" if len(labels) > MAX_CARDS else ""


class ChoiceQuestion(QuestionType[Answer], Generic[Answer]):
    """Base of questions with choices that an editor writes."""

    group = _("Keuze")
    kind = "choice"
    can_be_chosen_before = True
    field_class = forms.ChoiceField

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [] if self.fixed_choices else [("choices", form_blocks.CHOICES)]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        if self.fixed_choices:
            return {"choices": [key for key, _label in self.fixed_choices]}
        return {"choices": [choice["key"] for choice in value.get("choices") or []]}

    def freeze_texts(self, value: Mapping[str, Any]) -> dict[str, str]:
        if self.fixed_choices:
            return {f"choices.{key}": str(label) for key, label in self.fixed_choices}
        return {f"choices.{choice['key']}": choice["label"] for choice in value.get("choices") or []}

    def thaw(self, question: Question) -> dict[str, Any]:
        if self.fixed_choices:
            return {}
        return {"choices": [{"label": label, "key": key} for key, label in question.choices]}

    def get_options(self, question: Question) -> dict[str, Any]:
        return {**super().get_options(question), "choices": question.choices}

    def get_formfield(self, question: Question) -> forms.Field:
        field = super().get_formfield(question)
        field.layout = layout_of(question)  # type: ignore[attr-defined]  # read by our templates; a Field of Django has none
        return field

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            "invalid_list": _("Kies bij ‘%(label)s’ een van de antwoorden uit de lijst.") % {"label": question.label},
            "required": _("Kies een antwoord bij: %(label)s") % {"label": question.label},
            "invalid_choice": _("Kies bij ‘%(label)s’ een van de antwoorden uit de lijst.") % {"label": question.label},
        }

    def display(self, question: Question, answer: Answer) -> list[str]:
        keys = answer if isinstance(answer, list) else [answer] if answer else []
        labels = dict(question.choices)
        return [labels.get(str(key), str(key)) for key in keys]

    def to_data(self, name: str, answer: Answer) -> dict[str, list[str]]:
        return {name: [str(answer)] if answer else []}

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "enum": [key for key, _label in question.choices]}


class RadioQuestion(ChoiceQuestion[str]):
    """One answer, all choices in sight."""

    label = _("Eén antwoord kiezen")
    description = _("Rondjes; kies er één.")
    icon = "radio-full"
    widget = forms.RadioSelect
    template = "forms_app/questions/choices.html"
    is_group = True


class YesNoQuestion(RadioQuestion):
    """Yes or no."""

    label = _("Ja of nee")
    description = _("Twee antwoorden.")
    icon = "check"
    fixed_choices = [("yes", _("Ja")), ("no", _("Nee"))]


class SelectQuestion(ChoiceQuestion[str]):
    """One answer from a long list."""

    label = _("Keuzelijst")
    description = _("Voor lange lijsten.")
    icon = "list-ul"
    template = "forms_app/questions/select.html"

    def get_options(self, question: Question) -> dict[str, Any]:
        return {**super().get_options(question), "choices": [("", _("Kies een antwoord")), *question.choices]}


class CheckboxesQuestion(ChoiceQuestion[list[str]]):
    """Any number of answers."""

    label = _("Meerdere antwoorden")
    description = _("Vakjes; kies er zoveel u wilt.")
    icon = "tick-inverse"
    kind = "choices"
    field_class = forms.MultipleChoiceField
    widget = forms.CheckboxSelectMultiple
    template = "forms_app/questions/choices.html"
    is_group = True
    takes_several = True
    empty: list[str] = []

    def normal(self, cleaned: list[str] | None) -> list[str]:
        return list(dict.fromkeys(cleaned or []))

    def is_normal(self, answer: object) -> TypeGuard[list[str]]:
        return isinstance(answer, list) and all(isinstance(key, str) for key in answer)

    def to_data(self, name: str, answer: list[str]) -> dict[str, list[str]]:
        return {name: [str(key) for key in answer or []]}

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "array", "items": super().json_schema(question), "uniqueItems": True}
