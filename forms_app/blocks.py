"""The editor's building blocks: steps, questions, conditions. Instances shared by all question types are packed once."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

if TYPE_CHECKING:
    from forms_app.questions.base import QuestionType

NAME = r"^[a-z][a-z0-9_]{0,59}$"
NAME_ERROR = {"invalid": _("Gebruik alleen kleine letters, cijfers en _, en begin met een letter.")}
TEXT_FEATURES = ["bold", "link", "ul", "ol"]


class HiddenText(blocks.CharBlock):
    """A text the editor never types: the controller puts a select, date or number input in its place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = forms.HiddenInput()
        self.field.widget.is_required = False
        self.field.widget.show_add_comment_button = False


class ConditionBlock(blocks.StructBlock):
    question = HiddenText(label=_("Vraag"))
    operator = HiddenText(label=_("Vergelijking"))
    value = HiddenText(label=_("Antwoord"), required=False)

    class Meta:
        label = _("Voorwaarde")
        icon = "help"
        form_classname = "struct-block sw-condition"


class ShowIfBlock(blocks.StructBlock):
    match = blocks.ChoiceBlock(
        [("all", _("aan alle voorwaarden is voldaan")), ("any", _("aan een van de voorwaarden is voldaan"))],
        default="all",
        label=_("Toon als"),
    )
    rows = blocks.ListBlock(ConditionBlock(), default=[], label=_("Voorwaarden"))

    class Meta:
        label = _("Wanneer tonen")
        icon = "view"
        collapsed = True
        label_format = ""
        form_classname = "struct-block sw-show-if"


class ChoiceBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Tekst"), max_length=200)
    key = blocks.RegexBlock(NAME, label=_("Naam"), max_length=60, error_messages=NAME_ERROR, form_classname="sw-name")

    class Meta:
        label = _("Antwoord")
        icon = "list-ul"
        form_classname = "struct-block sw-choice"


SHARED = {
    "label": blocks.CharBlock(
        label=_("Vraag"), max_length=200, help_text=_("Bijvoorbeeld: Op welke datum verhuist u?")
    ),
    "name": blocks.RegexBlock(
        NAME, label=_("Naam"), max_length=60, error_messages=NAME_ERROR, form_classname="sw-name"
    ),
    "help_text": blocks.CharBlock(
        required=False, max_length=400, label=_("Uitleg"), help_text=_("Bijvoorbeeld: De dag waarop u er gaat slapen.")
    ),
    "required": blocks.BooleanBlock(required=False, default=True, label=_("Verplicht")),
    "personal_data": blocks.BooleanBlock(required=False, label=_("Is een persoonsgegeven")),
    "purpose": blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Waarom vragen we dit?"),
        help_text=_("Bijvoorbeeld: om u te kunnen bereiken over uw aanvraag"),
    ),
    "show_if": ShowIfBlock(),
}
CHOICES = blocks.ListBlock(ChoiceBlock(), label=_("Antwoorden"), min_num=2, collapsed=True, default=[])


class QuestionBlock(blocks.StructBlock):
    """A question as the editor writes it."""


def question_block(question_type: "QuestionType") -> blocks.Block:
    """Return the block of a question type."""
    asks = [(name, SHARED[name]) for name in ("label", "name", "help_text", "required")]
    if not question_type.has_answer:
        asks = [(name, SHARED[name]) for name in ("label", "name")]
    tail = [(name, SHARED[name]) for name in ("personal_data", "purpose")] if question_type.has_answer else []
    return QuestionBlock(
        [*asks, *question_type.extra_blocks(), *tail, ("show_if", SHARED["show_if"])],
        label=question_type.label,
        icon=question_type.icon,
        group=question_type.group,
        description=question_type.description,
        label_format="{label}",
        form_classname="struct-block sw-question",
    )


class StepsField(StreamField):
    """Takes its question blocks from the registry and keeps them out of migrations: a new question type needs none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from forms_app.questions import question_types

        kwargs.pop("block_lookup", None)
        kwargs.pop("block_types", None)
        questions = blocks.StreamBlock(
            [(name, question_type.get_form_block()) for name, question_type in question_types().items()],
            label=_("Vragen"),
            collapsed=True,
            required=True,
        )
        step = blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Titel"), max_length=120)),
                ("introduction", blocks.RichTextBlock(required=False, label=_("Inleiding"), features=TEXT_FEATURES)),
                ("show_if", SHARED["show_if"]),
                ("questions", questions),
            ],
            label=_("Stap"),
            icon="doc-empty",
            label_format="{title}",
            form_classname="struct-block sw-step",
        )
        super().__init__([("step", step)], **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
