"""The base of every question type. A new one is one class and its test (docs/guides/developers.md)."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeGuard, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtailstreamforms.fields import BaseField

from forms_app.definition.structure import Question
from forms_app.editing import blocks as form_blocks
from forms_app.questions.party import Party
from ground.workbook import Cell

Text = str | Promise
Answer = TypeVar("Answer")
"""The normal form of an answer: typed JSON, str for a text, list[str] for several choices."""


class QuestionType(BaseField, Generic[Answer]):
    """What the editor, the citizen, the API and the archive need to know of one type of question: QuestionType[str].

    Nothing asks a type for its name: what it can do, it says itself.
    """

    type_name: ClassVar[str] = ""
    """The name under which it is registered, stored in definitions: "email"."""
    label: Text = ""
    """In the editor's picker: "E-mailadres"."""
    description: Text = ""
    """Under the label in the picker: "Met controle op de vorm."."""
    icon = "placeholder"
    """A Wagtail icon: "mail"."""
    group: Text = _("Tekst")
    """The heading in the picker: "Persoon"."""
    kind: ClassVar[str] = "text"
    """A key of operators.OPERATORS, or "" when no condition can ask about it."""
    template: ClassVar[str] = "forms_app/questions/text.html"
    """Renders the citizen's field; gets `field` (BoundField), whose `field.question` is the Question."""
    script: ClassVar[str] = ""
    """A static file that enhances the control, loaded where the question is asked: "forms_app/file-rows.js"."""
    is_group: ClassVar[bool] = False
    """Whether it has several controls, and so a fieldset with a legend: date, radio, address."""
    has_answer: ClassVar[bool] = True
    """False for what only shows something: "content"."""
    holds: ClassVar[str] = ""
    """The hold (forms_app.seams.holds) of what the answer keeps outside the draft: "file". Its field is a HeldField."""
    can_be_chosen_before: ClassVar[bool] = False
    """Whether a link to the form may bring an answer, one of the question's choices."""
    takes_several: ClassVar[bool] = False
    """Whether several choices are one answer."""
    bounds: ClassVar[tuple[str, str] | None] = None
    """The extra blocks that hold the lowest and the highest answer: ("minimum", "maximum")."""
    fixed_choices: ClassVar[list[tuple[str, Text]]] = []
    """Choices that an editor cannot change: [("yes", "Ja"), ("no", "Nee")]."""
    field_class: type[forms.Field] = forms.CharField
    widget: type[forms.Widget] | None = None

    # --- the editor's side -------------------------------------------------------------------------------------------

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        """Return blocks of this type only, between the general ones and the condition: [("max_length", IntegerBlock())]."""
        return []

    def get_form_block(self) -> blocks.Block:
        """Return the block in which an editor writes the question."""
        return form_blocks.question_block(self)

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the structure to freeze from the block's value: {"max_length": 200}. JSON only."""
        return {}

    def freeze_texts(self, value: Mapping[str, Any]) -> dict[str, str]:
        """Return this type's own texts by path: {"choices.huur": "Ik huur"}."""
        return {}

    def thaw(self, question: Question) -> dict[str, Any]:
        """Return the extra blocks' values that freeze to the question's options and texts: the inverse of both freezers.

        As it stands it suits a type whose options have the names of its blocks.
        """
        return dict(question.options)

    # --- the citizen's side ------------------------------------------------------------------------------------------

    # wagtailstreamforms asks these of what it calls a block's value: here that is the frozen question. A type with options of
    # its own for field_class overrides get_options: {**super().get_options(question), "max_length": 200}.

    @classmethod
    def get_formfield_name(cls, question: Question) -> str:
        return question.name

    @classmethod
    def get_formfield_label(cls, question: Question) -> str:
        return question.label

    @classmethod
    def get_formfield_help_text(cls, question: Question) -> str:
        return question.help_text

    @classmethod
    def get_formfield_initial(cls, question: Question) -> None:
        return None

    @classmethod
    def get_formfield_required(cls, question: Question) -> bool:
        return question.required and cls.has_answer

    def get_formfield(self, question: Question) -> forms.Field:
        """Return the Django field that asks and validates, with what the templates read of it."""
        field: forms.Field = super().get_formfield(question)
        field.widget.attrs.pop("maxlength", None)  # of another app's type too (WholeText says why)
        field.error_messages.update({key: str(text) for key, text in self.error_messages(question).items()})
        field.question = question  # type: ignore[attr-defined]  # read by the templates
        field.template = self.template  # type: ignore[attr-defined]  # read by our templates; a Field of Django has none
        field.is_group = self.is_group  # type: ignore[attr-defined]  # read by our templates; a Field of Django has none
        return field

    def error_messages(self, question: Question) -> dict[str, Text]:
        """Return messages that name the question and the remedy."""
        return {"required": _("Vul een antwoord in bij: %(label)s") % {"label": question.label}}

    # --- the answer --------------------------------------------------------------------------------------------------

    empty: Answer = ""  # type: ignore[assignment]  # most answers are text
    """The normal form of no answer: "", [] or None."""

    def normal(self, cleaned: Any) -> Answer:  # noqa: ANN401  # what the type's own field cleans
        """Return the normal form of what field_class cleans to: a date as "2026-11-24", money in cents."""
        normal: Answer = self.empty if cleaned is None else cleaned
        return normal

    def is_normal(self, answer: object) -> TypeGuard[Answer]:
        """Return whether an answer has the JSON type of the normal form; what it says is judged by the field."""
        return isinstance(answer, str)

    def to_data(self, name: str, answer: Answer) -> dict[str, list[str]]:
        """Return what a browser would post for an answer in normal form; the API validates through the same field."""
        return {name: [] if answer in (None, "") else [str(answer)]}

    def at_hand(self, question: Question) -> Text:
        """Return where somebody finds what they need for the answer: "Het staat op uw bankkaart."; "" when they know it."""
        return ""

    def display(self, question: Question, answer: Answer) -> list[str]:
        """Return the answer as lines of text for people: ["24 november 2026"]; empty when there is none."""
        return str(answer).splitlines() if answer not in (None, "") else []

    def masked(self, question: Question, answer: Answer) -> list[str]:
        """Return the answer as lines for who need not read all of it: ["93.05.18-•••.••"]; most types hide nothing."""
        return self.display(question, answer)

    def cell(self, question: Question, answer: Answer) -> Cell:
        """Return the answer as a cell of a spreadsheet: a number or a date where it is one, else its lines as one text."""
        return "\n".join(self.display(question, answer))

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of the normal form: {"type": "string"}."""
        return {"type": "string"}

    def held_ids(self, answer: Answer) -> list[str]:
        """Return the ids of what the answer holds; asked of a type with `holds`."""
        return []

    def party_field(self, question: Question) -> str:
        """Return which part of Party the question asks of the applicant: "email"; "" for none."""
        return ""

    def party(self, question: Question, answer: Answer) -> Party | None:
        """Return what an answer tells of somebody: role, name, ways to reach; None when nothing."""
        field = self.party_field(question)
        return Party(**{field: str(answer)}) if field and answer else None

    def names_here(self, question: Question) -> dict[str, str | None]:
        """Return what the question offers by a code that stands elsewhere in the city: its name here, None where it is not."""
        return {}

    def place(self, answer: Answer) -> str:
        """Return the slug of the city's place that the answer chooses, or ""."""
        return ""

    def shred(self, answer: Answer) -> Answer:
        """Return what stays of the answer when personal data is destroyed."""
        return self.empty
