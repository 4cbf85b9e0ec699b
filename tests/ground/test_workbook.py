"""A workbook and a zip that leave while they are made hold what was put in, and nothing that calculates."""

import datetime
import io
import zipfile
from itertools import count, islice

import openpyxl
import pytest

from ground.spreadsheet import csv_lines
from ground.workbook import MAX_TEXT, workbook
from ground.zip_stream import CHUNK, zipped


def read(rows):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook("Blad & <een>", rows))))
    assert book.sheetnames == ["Blad & <een>"]
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def test_cells_come_back_as_they_went_in():
    moment = datetime.datetime(2026, 11, 24, 13, 45, 10)
    row = ["é <b> & 'één'\nregel", 3, -2.5, datetime.date(2026, 11, 24), moment, None, "  spaties  "]
    assert read([["kop"], row]) == [
        ["kop", *[None] * 6],
        [*row[:3], datetime.datetime(2026, 11, 24), moment, None, "  spaties  "],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+32 3 778 30 00", "-5", "@SUM(A1)", "\t=1", "_x0041_"])
def test_no_text_calculates_or_changes(text):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook("Blad", [[text]]))))
    cell = book.active["A1"]
    assert (cell.data_type, cell.value) == ("s", text.replace("_x0041_", "_x005F_x0041_"))  # which Excel reads as typed
    line = b"".join(csv_lines([[text]])).decode("utf-8-sig").strip('"\r\n')
    assert line == (text if text.startswith("_") else f"'{text}")


def test_what_a_sheet_cannot_hold_does_not_damage_it():
    assert read([["a\x00b\x0bc\ud800"]]) == [["abc"]]
    assert read([[datetime.date(1900, 2, 28), datetime.date(1900, 3, 1)]]) == [
        ["1900-02-28", datetime.datetime(1900, 3, 1)]
    ]
    whole, cut = read([["a" * MAX_TEXT, "a" * (MAX_TEXT + 1)]])[0]
    assert (whole, cut) == ("a" * MAX_TEXT, "a" * (MAX_TEXT - 1) + "…")


def test_numbers_in_csv_have_a_decimal_comma():
    assert b"".join(csv_lines([["a", 2.5, 3, None, datetime.date(2026, 11, 24)]])).decode() == (
        "\ufeffa;2,5;3;;2026-11-24\r\n"
    )


def test_a_zip_leaves_before_its_last_member_is_there():
    taken = []

    def endless():
        for number in count():
            assert number < 5000, "nothing left meanwhile"
            taken.append(number)
            yield number.to_bytes(4, "big") * 1000 + bytes(range(256)) * number

    first = next(iter(zipped([("een.bin", endless())])))
    assert len(first) >= CHUNK
    assert taken


def test_a_zip_holds_its_members_whole():
    data = b"".join(zipped([("a/één.txt", [b"een", b"twee"]), ("leeg", [])]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"a/één.txt": b"eentwee", "leeg": b""}
        assert not list(islice((info for info in archive.infolist() if info.date_time[0] < 2026), 1))
