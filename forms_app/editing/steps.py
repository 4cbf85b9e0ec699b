"""The field in which an editor builds a form: steps, each with questions of the registered types."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.editing.blocks import SHARED, TEXT_FEATURES
from forms_app.editing.naming import give_names
from forms_app.questions import QuestionType, question_types
from ground.editing.fields import OpenStreamField

QUESTION_IDS = uuid.UUID("6f1c2f0e-6a55-4a9e-9d2b-3c1b7a1f5d10")


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a step. One that comes from data without an id (a loader, a factory) gets one made of its name:

    names are locked by block id, so the same question must have the same id each time it is read.
    """

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # a block's value, stored or posted, as Wagtail's
        return super().to_python([_with_id(item) for item in value])

    def bulk_to_python(self, values: Any) -> Any:  # noqa: ANN401  # a block's value, stored or posted, as Wagtail's
        return super().bulk_to_python([[_with_id(item) for item in value] for value in values])


class StepsBlock(blocks.StreamBlock):
    """The steps of a form. A question that was written without the editor's script gets its name here."""

    def clean(self, value: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # a block's value, stored or posted, as Wagtail's
        give_names(question.value for step in value for question in step.value["questions"])
        return super().clean(value, **kwargs)


def _with_id(item: object) -> object:
    if not isinstance(item, dict) or item.get("id"):
        return item
    value = item.get("value") or {}
    name = value.get("name")
    if choices := value.get("choices"):
        value = {**value, "choices": [choice_with_id(name, choice) for choice in choices]}
    return {**item, "value": value, "id": str(uuid.uuid5(QUESTION_IDS, name) if name else uuid.uuid4())}


def choice_with_id(name: object, choice: object) -> object:
    """Return a choice without an id as a list item with one, made of the names; anything else as it is."""
    if not isinstance(choice, dict) or "key" not in choice:
        return choice
    return {"type": "item", "value": choice, "id": str(uuid.uuid5(QUESTION_IDS, f"{name} {choice['key']}"))}


class StepsField(OpenStreamField):
    """Takes its question blocks from the registry: a new question type needs no migration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        questions = QuestionsBlock(
            [(name, question_type.get_form_block()) for name, question_type in _by_group(question_types())],
            label=_("Vragen"),
            collapsed=True,
            required=True,
        )
        step = blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Titel"), max_length=120, help_text=_("Bijvoorbeeld: Uw verhuis"))),
                ("introduction", blocks.RichTextBlock(required=False, label=_("Inleiding"), features=TEXT_FEATURES)),
                ("show_if", SHARED["show_if"]),
                ("questions", questions),
            ],
            label=_("Stap"),
            icon="doc-empty",
            label_format="{title}",
            form_classname="struct-block sn-form-step",
        )
        super().__init__(StepsBlock([("step", step)]), **kwargs)


def _by_group(types: dict[str, QuestionType[Any]]) -> list[tuple[str, QuestionType[Any]]]:
    """Return the types with those of one group together, groups in the order in which they first came."""
    groups = list(dict.fromkeys(str(type_.group) for type_ in types.values()))
    return sorted(types.items(), key=lambda item: groups.index(str(item[1].group)))
