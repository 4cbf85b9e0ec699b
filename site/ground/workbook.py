"""A workbook of one sheet (xlsx) that leaves while it is made. openpyxl writes one too, but only when its last row is there.

Each text is an inline string, which no spreadsheet calculates. The parts are those of ECMA-376, part 1, that Excel asks for.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ground.zip_stream import zipped

Cell = str | int | float | datetime.date | None
"""What a cell holds; a datetime has no zone (ground.spreadsheet)."""
MAX_TEXT = 32_767
"""Characters of a cell: Excel calls a file with more of them damaged."""
EPOCH = datetime.datetime(1899, 12, 30)
FIRST_DATE = datetime.date(1900, 3, 1)
"""Before it Excel knows no date, or counts a 29 February 1900 along."""
DATE, MOMENT = 1, 2
"""Numbers of the formats in STYLES."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The underscore of what a reader would take for a sign by its number, "_x0041_"."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPE = f"{KIND}.sheet"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count='1'><border/></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def workbook(name: str, rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a workbook with one sheet of this name (31 characters at most, no sign of []:*?/\\) and these rows."""
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f'<sheets><sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    small = [(path, [(HEAD + text).encode()]) for path, text in {**PARTS, "xl/workbook.xml": book}.items()]
    return zipped([*small, ("xl/worksheets/sheet1.xml", _sheet(rows))], is_large=False)


def _sheet(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>".encode()
    yield b"</sheetData></worksheet>"


def _cell(value: Cell) -> str:
    match value:
        case None | "":
            return "<c/>"
        case str():
            return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        case datetime.datetime():
            return f'<c s="{MOMENT}"><v>{(value - EPOCH) / datetime.timedelta(days=1)}</v></c>'
        case datetime.date():
            return _date(value)
    return f"<c><v>{value}</v></c>"


def _date(value: datetime.date) -> str:
    if value < FIRST_DATE:
        return _cell(value.isoformat())
    return f'<c s="{DATE}"><v>{(value - EPOCH.date()).days}</v></c>'


def _text(value: str) -> str:
    printable = UNPRINTABLE.sub("", value)
    if len(printable) > MAX_TEXT:
        printable = f"{printable[: MAX_TEXT - 1]}…"
    return escape(ESCAPED.sub("_x005F_", printable))
