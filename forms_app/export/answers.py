"""The answers of many submissions, some hundreds at a time: however many there are, memory holds a few."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext

from forms_app.export.columns import MASK, Asked, Column, asked_in, columns_of
from forms_app.models import Form, FormVersion, Submission
from forms_app.seams import Held, holds, submission_sink
from ground.workbook import Cell
from ground.zip_stream import Member
from records.models import StoredFile

BATCH = 200
FOLDER = "bestanden"
"""Where files stand in a zip."""
Given = Mapping[str, tuple[Asked, Any]]
"""Answers by name, each with its question."""
UNANSWERED: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission, ready to be written. answers: those that were given, each with its question in the version's own words.

    held: what they hold, by id.
    """

    submission: Submission
    reference: str
    version: int
    answers: Given
    held: Mapping[str, Held]

    def held_in(self, name: str) -> list[Held]:
        """Return what the answer to a question holds."""
        asked, answer = self.answers[name]
        return [self.held[each] for each in asked.held_ids(answer) if each in self.held]

    def files(self) -> list[tuple[str, StoredFile]]:
        """Return each file that was sent along, with its path in a zip."""
        files = [held.item for name in self.answers for held in self.held_in(name) if _is_file(held)]
        folder = self.reference or str(self.submission.pk)
        return [(f"{FOLDER}/{folder}/{number} {file.name}", file) for number, file in enumerate(files, 1)]


@dataclass(frozen=True)
class Answers:
    """What is exported: these submissions of a form, in this order. in_full: whether what is personal is not masked.

    has_files: whether the files go along, so that their paths stand in the place of their names.
    """

    form: Form
    ids: list[UUID]
    in_full: bool
    has_files: bool = False

    @cached_property
    def columns(self) -> list[Column]:
        """The questions of the newest version, and of each with which something was sent."""
        return columns_of(version.definition for _number, version in sorted(self._versions.items(), reverse=True))

    @cached_property
    def _versions(self) -> dict[int, FormVersion]:
        is_used = Exists(Submission.objects.filter(version=OuterRef("pk")))
        is_newest = ~Exists(FormVersion.objects.filter(form=self.form, number__gt=OuterRef("number")))
        versions = FormVersion.objects.filter(is_used | is_newest, form=self.form).defer("data")
        return {version.number: version for version in versions}

    @cached_property
    def _asked(self) -> dict[int, tuple[int, Mapping[str, Asked]]]:
        """The number of each version and what it asks, by its id."""
        return {version.pk: (number, asked_in(version.definition)) for number, version in self._versions.items()}

    def entries(self) -> Iterator[Entry]:
        """Yield each submission that is still there. Two queries a batch, and one for each hold with something in it.

        Each batch is read whole before its first is given: the next one may be asked for in another thread.
        """
        for start in range(0, len(self.ids), BATCH):
            yield from self._read(self.ids[start : start + BATCH])

    def _read(self, ids: list[UUID]) -> list[Entry]:
        rows = Submission.objects.filter(pk__in=ids).only("id", "version_id", "answers", "channel", "created_at")
        submissions = {row.pk: row for row in rows}
        references = submission_sink.get().references(ids)
        given = {pk: self._given(row) for pk, row in submissions.items()}
        held = _held(given.values())
        return [
            Entry(submissions[pk], references.get(pk, ""), self._asked[submissions[pk].version_id][0], given[pk], held)
            for pk in ids
            if pk in submissions
        ]

    def _given(self, submission: Submission) -> Given:
        asked = self._asked[submission.version_id][1]
        return {
            name: (asked[name], answer)
            for name, answer in submission.answers.items()
            if name in asked and answer not in UNANSWERED
        }

    def table(self) -> Iterator[list[Cell]]:
        """Yield the headings, and a row for each submission."""
        yield [gettext("Nummer"), gettext("Ingediend"), gettext("Versie"), *(column.heading for column in self.columns)]
        for entry in self.entries():
            cells = {name: self._cell(entry, name) for name in entry.answers}
            own: list[Cell] = [entry.reference, _local(entry.submission.created_at), entry.version]
            yield [*own, *(cells.get(column.name) for column in self.columns)]

    def _cell(self, entry: Entry, name: str) -> Cell:
        asked, answer = entry.answers[name]
        return str(MASK) if self._is_masked(asked, answer) else asked.cell(answer, self._lines(entry, name))

    def json_lines(self) -> Iterator[bytes]:
        """Yield a JSON object on a line for each submission."""
        for entry in self.entries():
            answers = {name: self._value(entry, name) for name in entry.answers}
            data = {
                "reference": entry.reference,
                "id": str(entry.submission.pk),
                "submitted_at": entry.submission.created_at.isoformat(),
                "channel": entry.submission.channel,
                "version": entry.version,
                "answers": answers,
            }
            yield json.dumps(data, ensure_ascii=False).encode() + b"\n"

    def _value(self, entry: Entry, name: str) -> object:
        asked, answer = entry.answers[name]
        return str(MASK) if self._is_masked(asked, answer) else asked.value(answer, self._lines(entry, name))

    def _is_masked(self, asked: Asked, answer: object) -> bool:
        return not self.in_full and asked.is_personal(answer)

    def _lines(self, entry: Entry, name: str) -> list[str]:
        held = entry.held_in(name)
        if not held or not self.has_files:
            return [each.line for each in held]
        paths = {str(file.pk): path for path, file in entry.files()}
        return [paths.get(each.id, each.line) for each in held]

    def files(self) -> Iterator[Member]:
        """Yield each file that was sent along; a list of those whose contents are gone, where there are any."""
        if not self.in_full:  # nothing of a file can be masked
            return
        missing = []
        for entry in self.entries():
            for path, file in entry.files():
                try:
                    stream = file.file.open("rb")
                except FileNotFoundError:
                    missing.append(path)
                    continue
                with stream:
                    yield path, stream.chunks()
        if missing:
            yield gettext("niet-gevonden.txt"), [f"{path}\n".encode() for path in missing]


def _held(given: Iterable[Given]) -> dict[str, Held]:
    """Return what all these answers hold, by id. A query for each hold with something in them."""
    ids = defaultdict(list)
    for asked, answer in (each for answers in given for each in answers.values()):
        if own := asked.held_ids(answer):
            ids[asked.type.holds].extend(own)  # type: ignore[union-attr]  # what holds something has a type
    return {each.id: each for code, own in ids.items() for each in holds[code].shown(own)}


def _is_file(held: Held) -> bool:
    return isinstance(held.item, StoredFile)


def _local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.make_naive(moment).replace(microsecond=0)
