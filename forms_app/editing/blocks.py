"""The editor's building blocks of a question and its conditions. Instances shared by all question types are packed once."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import BadRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.widgets import Script
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from ground.editing.blocks import HiddenText

if TYPE_CHECKING:
    from forms_app.questions.base import QuestionType

NAME = r"^[a-z][a-z0-9_]{0,59}$"
NAME_ERROR = {"invalid": _("Gebruik alleen kleine letters, cijfers en _, en begin met een letter.")}
MAX_DIGITS = 300
TEXT_FEATURES = ["bold", "link", "ul", "ol"]


class ConditionBlock(blocks.StructBlock):
    question = HiddenText(label=_("Vraag"))
    operator = HiddenText(label=_("Vergelijking"))
    value = HiddenText(label=_("Antwoord"), required=False)

    class Meta:
        label = _("Voorwaarde")
        icon = "help"
        label_format = ""
        form_classname = "struct-block sn-condition"


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
        form_classname = "struct-block sn-show-if"


class ChoiceBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Tekst"), max_length=200)
    key = blocks.RegexBlock(NAME, label=_("Naam"), max_length=60, error_messages=NAME_ERROR, form_classname="sn-name")

    class Meta:
        label = _("Antwoord")
        icon = "list-ul"
        label_format = "{label}"
        form_classname = "struct-block sn-form-choice"


SHARED = {
    "label": blocks.CharBlock(
        label=_("Vraag"), max_length=200, help_text=_("Bijvoorbeeld: Op welke datum verhuist u?")
    ),
    "name": blocks.RegexBlock(
        NAME, label=_("Naam"), max_length=60, error_messages=NAME_ERROR, form_classname="sn-name"
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
    """A question as the editor writes it.

    It sleeps until its panel is opened (question-block.js): until then it stands in the page, and is posted, as one JSON
    value. That makes a form of 95 questions open in a third of the time (docs/decisions/010-form-editor.md).
    """

    is_previewable = False  # Wagtail's eye buttons break its own list of options: axe, aria-required-children

    def __init__(self, local_blocks: object = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **kwargs)
        # Taken once: while another thread saves a draft, Wagtail turns `required` off on these very block objects.
        self.must_have = tuple(name for name, block in self.child_blocks.items() if _is_required(block))

    def get_form_state(self, value: object) -> object:
        asleep = json.dumps(self.get_prep_value(value), cls=DjangoJSONEncoder)
        return {**super().get_form_state(value), "asleep": asleep}

    def value_from_datadict(self, data: Mapping[str, Any], files: object, prefix: str) -> Any:  # noqa: ANN401  # a block's value, as Wagtail's
        raw = data.get(f"{prefix}-asleep")
        if not raw:
            return super().value_from_datadict(data, files, prefix)
        try:
            return self.to_python(json.loads(raw, parse_int=_whole_number))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BadRequest("Unreadable question") from error


def _whole_number(digits: str) -> int:
    """Return a whole number that fits in a float; Python's own have no end, and a field that compares them stumbles."""
    if len(digits) > MAX_DIGITS:
        raise ValueError("A number in a question has too many digits.")
    return int(digits)


class QuestionBlockAdapter(StructBlockAdapter):
    js_constructor = "stadswinkel.QuestionBlock"

    @cached_property
    def media(self) -> forms.Media:
        scripts = [Script(f"forms_app/{name}", type="module") for name in ("question-block.js", "form-editor.js")]
        media: forms.Media = super().media
        return media + forms.Media(
            js=scripts,  # type: ignore[arg-type]  # the stubs do not know Script yet
            css={"all": ["forms_app/form-editor.css"]},
        )


register(QuestionBlockAdapter(), QuestionBlock)


def question_block(question_type: "QuestionType[Any]") -> blocks.Block:
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
        form_classname="struct-block sn-form-question",
    )


def _is_required(block: blocks.Block) -> bool:
    # Rich text and dates make their field when it is asked for, which needs models: their options say the same, earlier.
    options = getattr(block, "field_options", None)
    required = options.get("required") if options else getattr(block, "required", False)
    return bool(required or getattr(block.meta, "min_num", None))
