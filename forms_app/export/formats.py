"""The files in which answers leave."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms_app.export.answers import Answers
from ground.spreadsheet import csv_lines
from ground.workbook import CONTENT_TYPE, workbook
from ground.zip_stream import Member, zipped

MAX_WORKBOOK_ROWS = 200_000
"""Submissions in a workbook: its one sheet must stay below 2 GB before it is packed, however wide the form."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its ending, its content type, how it is called, and what writes it. limit: so many submissions at most."""

    suffix: str
    content_type: str
    label: str | Promise
    write: Callable[[Answers], Iterator[bytes]]
    limit: int | None = None


def _csv(answers: Answers) -> Iterator[bytes]:
    return csv_lines(answers.table())


def _workbook(answers: Answers) -> Iterator[bytes]:
    return workbook("Antwoorden", answers.table())


def _json_lines(answers: Answers) -> Iterator[bytes]:
    return answers.json_lines()


def _zip(answers: Answers) -> Iterator[bytes]:
    with_files = replace(answers, has_files=answers.in_full)

    def members() -> Iterator[Member]:
        yield "antwoorden.csv", csv_lines(with_files.table())
        yield from with_files.files()

    return zipped(members())


FORMATS = {
    "xlsx": Format("xlsx", CONTENT_TYPE, _("Excel (xlsx): één blad"), _workbook, MAX_WORKBOOK_ROWS),
    "csv": Format("csv", "text/csv; charset=utf-8", _("CSV: een lijst die elk rekenblad opent"), _csv),
    "jsonl": Format("jsonl", "application/jsonl", _("JSON lines: voor een ander programma"), _json_lines),
    "zip": Format(
        "zip", "application/zip", _("Zip: de lijst als CSV, en alle bestanden die burgers meestuurden"), _zip
    ),
}
"""By the word that a page posts."""
