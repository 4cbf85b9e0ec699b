"""Comparing two versions in the admin: what people see, and only what changed. Registered with Wagtail when the app is ready."""

import re
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin import compare
from wagtail.fields import RichTextField, StreamField

from ground.block_words import lines_of_block, words_of_field

PLAIN = (
    models.BooleanField,
    models.DateField,
    models.TimeField,
    models.IntegerField,
    models.DecimalField,
    models.JSONField,
)

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class WordsComparison(compare.FieldComparison):
    """A field whose stored value is not what people read."""

    def htmldiff(self) -> SafeString:
        before, after = (words_of_field(self.field, value) for value in (self.val_a, self.val_b))
        parts = [("deletion", before), ("addition", after)]
        return SafeString(compare.TextDiff([part for part in parts if part[1]]).to_html())

    def has_changed(self) -> bool:
        """Codes are a set: in what order they were ticked says nothing."""
        before, after = (sorted(value) if _is_codes(value) else value for value in (self.val_a, self.val_b))
        return bool(before != after)


def _is_codes(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


class LinesComparison(compare.TextFieldComparison):
    """A browser ends lines in a way of its own; nobody sees it."""

    def __init__(self, field: Any, before: models.Model, after: models.Model) -> None:  # noqa: ANN401  # any field, or a child of any block
        super().__init__(field, before, after)
        self.val_a: Any = _lines(field.value_from_object(before))
        self.val_b: Any = _lines(field.value_from_object(after))


def _lines(value: object) -> object:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class FormattedComparison(compare.RichTextFieldComparison):
    """The editor of texts numbers its paragraphs anew; nobody sees it."""

    def has_changed(self) -> bool:
        before, after = (BLOCK_KEY.sub("", value or "") for value in (self.val_a, self.val_b))
        return before != after


class BlocksComparison(compare.FieldComparison):
    """The blocks of a page that came, went or changed; of a changed block the lines that differ."""

    @cached_property
    def changes(self) -> list[SafeString]:
        before, after = ({child.id: child for child in value or ()} for value in (self.val_a, self.val_b))
        gone = [_whole(child, "deletion") for id_, child in before.items() if id_ not in after]
        rest = [
            _changed(before[id_], child) if id_ in before else _whole(child, "addition") for id_, child in after.items()
        ]
        common = ([id_ for id_ in before if id_ in after], [id_ for id_ in after if id_ in before])
        moved = [format_html("<p>{}</p>", gettext("De volgorde is gewijzigd."))] if common[0] != common[1] else []
        return [change for change in (*gone, *rest, *moved) if change]

    def has_changed(self) -> bool:
        return bool(self.changes)

    def htmldiff(self) -> SafeString:
        return format_html_join("", "{}", ((change,) for change in self.changes))


def _whole(child: Any, kind: str) -> SafeString:  # noqa: ANN401  # any field, or a child of any block
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines_of_block(child.block, child.value))
    heading = gettext("%(block)s toegevoegd") if kind == "addition" else gettext("%(block)s verwijderd")
    title = heading % {"block": child.block.label}
    return format_html('<div class="comparison__child-object {}"><p>{}</p><dl>{}</dl></div>', kind, title, rows)


def _changed(before: Any, after: Any) -> SafeString | None:  # noqa: ANN401  # any field, or a child of any block
    was, now = dict(lines_of_block(before.block, before.value)), dict(lines_of_block(after.block, after.value))
    labels = [label for label in {**was, **now} if was.get(label) != now.get(label)]
    if not labels:
        return None
    rows = ((label, compare.diff_text(was.get(label, ""), now.get(label, "")).to_html()) for label in labels)
    body = format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
    title = gettext("%(block)s gewijzigd") % {"block": after.block.label}
    return format_html('<div class="comparison__child-object"><p>{}</p><dl>{}</dl></div>', title, body)


def connect() -> None:
    """Put these in the place of Wagtail's own, which show what is stored."""
    for field in PLAIN:
        compare.register_comparison_class(field, comparison_class=WordsComparison)
    compare.register_comparison_class(models.TextField, comparison_class=LinesComparison)
    compare.register_comparison_class(RichTextField, comparison_class=FormattedComparison)
    compare.register_comparison_class(StreamField, comparison_class=BlocksComparison)
