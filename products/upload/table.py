"""A CSV file or a workbook as rows of cells, within limits. What cannot be read is refused in words."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext

from ground.broken_zip import BROKEN_ZIP
from ground.spreadsheet import fused
from products.errors import UploadRefused

MAX_ROWS = 2_000
MAX_COLUMNS = 60
MAX_TEXT = 20_000
"""Signs in a cell; the longest text of 572 real products has 9,577."""
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
"""Of a workbook, which is a zip file."""
DELIMITERS = (";", ",", "\t")
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BROKEN = (*BROKEN_ZIP, ParseError, TypeError, AttributeError)
"""What openpyxl raises for a file that is no workbook, or half of one."""

Value = str | bool | int | float | datetime.date


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that cannot be taken, and why: "formula", "error" or "long"."""

    code: str


@dataclass(frozen=True, slots=True)
class Row:
    """The number of the row in the file, as a spreadsheet counts, and its cells: as many as there are heads."""

    number: int
    cells: tuple[Value | Odd, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first row with something in it, and the others."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes) -> Table:
    """Return the table in a CSV file or in the first sheet of a workbook. Raises UploadRefused."""
    if content.startswith(OLD_EXCEL):
        raise UploadRefused(
            gettext("Dit is een werkmap van een oude Excel, of een met een wachtwoord. Bewaar ze als .xlsx.")
        )
    rows = _of_workbook(content) if content.startswith(ZIP) else _of_csv(content)
    head = next(((number, cells) for number, cells in rows if any(cell != "" for cell in cells)), None)
    if head is None:
        raise UploadRefused(gettext("Dit bestand is leeg."))
    heads = [str(cell).strip() if not isinstance(cell, Odd) else "" for cell in head[1]]
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) > MAX_COLUMNS:
        raise UploadRefused(
            gettext("Dit bestand heeft meer dan %(limit)d kolommen. Haal weg wat niet nodig is.")
            % {"limit": MAX_COLUMNS}
        )
    return Table(tuple(heads), tuple(_rows(rows, len(heads))))


def _rows(rows: Iterator[tuple[int, list[Value | Odd]]], width: int) -> Iterator[Row]:
    count = 0
    for number, cells in rows:
        if all(cell == "" for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise UploadRefused(
                gettext("Dit bestand heeft meer dan %(limit)d producten. Splits het.") % {"limit": MAX_ROWS}
            )
        if any(cell != "" for cell in cells[width:]):
            raise UploadRefused(
                gettext("Rij %(number)d heeft meer cellen dan de eerste rij. Zet boven elke kolom een titel.")
                % {"number": number}
            )
        yield Row(number, (*cells[:width], *[""] * (width - len(cells))))


def _of_csv(content: bytes) -> Iterator[tuple[int, list[Value | Odd]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UploadRefused(
            gettext("Dit bestand is niet in UTF-8. Kies in Excel bij Opslaan als: CSV UTF-8.")
        ) from error
    if "\0" in text:
        raise UploadRefused(gettext("Dit is geen tekst. Kies een bestand .csv of .xlsx."))
    first = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):  # rows, as a spreadsheet counts: a cell may hold several lines
            yield number, [_in_limits(fused(cell.strip())) for cell in cells]
    except csv.Error as error:
        raise UploadRefused(
            gettext("Rij %(number)d is geen goede CSV (%(reason)s).") % {"number": number + 1, "reason": error}
        ) from error


def _of_workbook(content: bytes) -> Iterator[tuple[int, list[Value | Odd]]]:
    import openpyxl  # Late: a tenth of a second, for a page that few open

    not_read = gettext("Deze werkmap kunnen we niet lezen. Bewaar ze opnieuw als .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise UploadRefused(gettext("Deze werkmap is te groot. Bewaar alleen het blad met de producten."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise UploadRefused(not_read)
            sheets[0].reset_dimensions()  # what some programs write there is wrong
            for number, row in enumerate(sheets[0].iter_rows(), start=1):
                yield number, [_cell(cell.value, cell.data_type) for cell in row]
        finally:
            book.close()
    except BROKEN as error:
        raise UploadRefused(not_read) from error


def _cell(value: object, kind: str) -> Value | Odd:
    """Return what a cell of a workbook holds: text stripped, a moment as its day, a whole number whole."""
    if kind in ("f", "e"):
        return Odd("formula" if kind == "f" else "error")
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, bool | int | datetime.date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return _in_limits(str(value).strip())


def _in_limits(text: str) -> Value | Odd:
    return text if len(text) <= MAX_TEXT else Odd("long")
