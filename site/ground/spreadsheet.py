"""Lists as spreadsheets that open well in a Flemish office: yes and no in words, local times, and no formulas."""

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext
from wagtail.admin.views.mixins import Echo

from ground.writing import decimal_comma

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DELIMITER = ";"
"""What Excel reads as columns where the comma is the decimal sign."""
BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that the letters are UTF-8; without it "één" reads "Ã©Ã©n"."""


class OfficeSpreadsheet:
    """Mixed into a view of Wagtail that exports, before that view."""

    list_export: list[str]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Export nothing where a filter is nonsense: Wagtail would leave it out and export all. The list says what is wrong."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # mixin
        if self.is_export and self.filters and not self.filters.is_valid():  # type: ignore[attr-defined, has-type]  # mixin
            self.is_export = False

    def to_row_dict(self, item: Any) -> dict[str, Any]:  # noqa: ANN401  # a row of any list
        """Return a row by field, in the words and the time of who reads it."""
        row: dict[str, Any] = super().to_row_dict(item)  # type: ignore[misc]  # mixin
        return {name: _readable(value) for name, value in row.items()}

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        """Return the value of a cell. In a workbook Wagtail marks each text as text; in CSV only its first sign tells."""
        cell = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]  # mixin
        if export_format != "csv":
            return cell
        return localize(cell) if isinstance(cell, float) else defused(cell)

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """Yield the lines of a CSV file."""
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=DELIMITER)
        yield BYTE_ORDER_MARK.encode()
        headings = {name: self.get_heading(queryset, name) for name in self.list_export}  # type: ignore[attr-defined]  # mixin
        for row in (headings, *map(self.to_row_dict, queryset)):
            yield self.write_csv_row(writer, row)  # type: ignore[attr-defined]  # mixin


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the lines of a CSV file; the first row is its headings. A number has a decimal comma."""
    writer = csv.writer(Echo(), delimiter=DELIMITER)
    yield BYTE_ORDER_MARK.encode()
    for row in rows:
        yield writer.writerow([decimal_comma(cell) if isinstance(cell, float) else defused(cell) for cell in row])


def _readable(value: object) -> object:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.make_naive(value).replace(microsecond=0)
    return value


def fused(text: str) -> str:
    """Return a text as it was before `defused`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def defused(value: object) -> object:
    """Return a text with an apostrophe before what a spreadsheet would calculate; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
