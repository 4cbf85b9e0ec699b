"""Files. They are kept the moment they come (uploads.py); the answer is their ids."""

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.held import HeldField
from ground.writing import file_size
from records.service import too_large_text

if TYPE_CHECKING:
    from records.models import StoredFile

MAX_FILES = 5
ACCEPT = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.webp,.odt,.docx,image/*"
KINDS = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG", "image/heif": "HEIC", "image/webp": "WebP"}


class FileIdsWidget(forms.MultipleHiddenInput):
    """Reads the ids of the files that were kept; the page's own file box is filled in by the template."""

    needs_multipart_form = True

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the file box; the question's own id is its fieldset's."""
        return f"{id_}_0" if id_ else id_


class FileIdsField(HeldField):
    """Cleans ids to ids of files that are there, as many as may be."""

    widget = FileIdsWidget

    def __init__(self, *, max_files: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_files = max_files
        self.accept = ACCEPT
        self.multiple = max_files > 1
        self.limits = limits_text(max_files)
        self.too_large, self.max_bytes = too_large_text("{name}"), settings.UPLOAD_MAX_BYTES
        self.refused: list[str] = []
        """Why files that came just now were not kept, a message each; put in by who took them."""

    @property
    def files(self) -> list[dict[str, Any]]:
        """What components/file_list.html shows."""
        return [
            {
                "id": held.id,
                "name": held.item.name,
                "size": held.item.size,
                "kind": kind_word(held.item),
                "url": held.url,
            }
            for held in self.held.values()
        ]

    @property
    def is_full(self) -> bool:
        """Whether no more may be added."""
        return len(self.held) >= self.max_files

    def clean(self, value: object) -> list[str]:
        ids = super().clean(value)
        if len(ids) > self.max_files:
            raise ValidationError(self.error_messages["too_many"], "too_many")
        return ids


class FileQuestion(QuestionType[list[str]]):
    """Files. Normal form: a list of the ids of stored files."""

    label = _("Bestand of foto")
    description = _("Een of meer bestanden; ook met de camera van een telefoon.")
    icon = "upload"
    group = _("Bestanden")
    kind = "file"
    holds = "file"
    field_class = FileIdsField
    template = "forms_app/questions/files.html"
    script = "forms_app/file-rows.js"
    is_group = True
    empty: list[str] = []

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "max_files",
                blocks.IntegerBlock(
                    required=False,
                    default=MAX_FILES,
                    min_value=1,
                    max_value=10,
                    label=_("Hoogstens hoeveel bestanden?"),
                ),
            )
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"max_files": min(max(int(value.get("max_files") or MAX_FILES), 1), 10)}

    def get_options(self, question: Question) -> dict[str, Any]:
        return {**super().get_options(question), "max_files": max_files_of(question)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        values = {"label": question.label, "max": max_files_of(question)}
        return {
            "required": _("Kies een bestand of een foto bij: %(label)s") % values,
            "unknown": _("Een bestand bij ‘%(label)s’ is er niet meer. Voeg het opnieuw toe.") % values,
            "too_many": _("Stuur bij ‘%(label)s’ hoogstens %(max)s bestanden. Verwijder er een.") % values
            if values["max"] != 1
            else _("Stuur bij ‘%(label)s’ maar één bestand. Verwijder het andere.") % values,
        }

    def normal(self, cleaned: list[str] | None) -> list[str]:
        return list(cleaned or [])

    def is_normal(self, answer: object) -> TypeGuard[list[str]]:
        return isinstance(answer, list) and all(_is_uuid(item) for item in answer)

    def to_data(self, name: str, answer: list[str]) -> dict[str, list[str]]:
        return {name: [str(item) for item in answer or []]}

    def at_hand(self, question: Question) -> Text:
        return limits_text(max_files_of(question))

    def display(self, question: Question, answer: list[str]) -> list[str]:
        count = len(answer or [])
        return [ngettext("%(count)s bestand", "%(count)s bestanden", count) % {"count": count}] if count else []

    def held_ids(self, answer: list[str]) -> list[str]:
        return list(answer or [])

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "string", "format": "uuid"},
            "maxItems": max_files_of(question),
            "uniqueItems": True,
        }


def max_files_of(question: Question) -> int:
    """Return how many files a question takes."""
    return int(question.options.get("max_files") or MAX_FILES)


def limits_text(max_files: int) -> str:
    """Return in words what may be sent."""
    size = file_size(settings.UPLOAD_MAX_BYTES)
    return ngettext(
        "Eén bestand van hoogstens %(size)s: een foto, PDF, ODT of DOCX.",
        "Hoogstens %(max)s bestanden van elk hoogstens %(size)s: foto's, PDF, ODT of DOCX.",
        max_files,
    ) % {"max": max_files, "size": size}


def kind_word(stored: "StoredFile") -> str:
    """Return the kind of a file in a word that people know: "PDF"."""
    return KINDS.get(stored.content_type, "ODT" if "opendocument" in stored.content_type else "DOCX")


def file_line(stored: "StoredFile") -> str:
    """Return a file in one line: "huurcontract.pdf (PDF, 1,2 MB)"."""
    return f"{stored.name} ({kind_word(stored)}, {file_size(stored.size)})"


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value
    except ValueError:
        return False
