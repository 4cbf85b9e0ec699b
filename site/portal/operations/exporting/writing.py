"""Writing everything: a file of JSON lines for each model, the files, and a manifest with counts and hashes."""

import base64
import datetime
import decimal
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.duration import duration_iso_string
from django.utils.functional import Promise
from wagtail.fields import StreamField

from ground.whole_file import sync_folder
from portal.launch.private_files import FILE, FOLDER
from portal.operations.backup.stored_files import Hashed, names_in
from portal.operations.exporting.contents import EXPORTED, SECRET_FIELDS
from portal.version import __version__

FORMAT = 1
CHUNK = 200
"""Rows in memory at once; a saved version of a large form has some 100 KB."""
STORAGES = ("private", "default")


class ExportError(Exception):
    """Nothing was exported; the message says why and what to do."""


def export(folder: Path) -> dict[str, Any]:
    """Write everything to a folder that is not there yet, and return its manifest. Raises ExportError, with nothing left.

    The rows are as they were at one moment; the files are read after them.
    """
    partial = folder.with_name(f".{folder.name}.partial")
    for there in (folder, partial):
        if there.exists():
            raise ExportError(
                f"{there} is there already: name a new folder, or remove what is left of an export that was killed."
            )
    try:
        partial.mkdir(mode=FOLDER, parents=True)
        manifest = _write(partial)
        os.rename(partial, folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written ({error}). Nothing of it was left.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def file_of(label: str) -> str:
    """Return the name of a model's file.

    >>> file_of("people.User_departments")
    'rows/people.user_departments.jsonl'
    """
    return f"rows/{label.lower()}.jsonl"


def _write(folder: Path) -> dict[str, Any]:
    began = timezone.now()
    files: dict[str, dict[str, Any]] = {}
    with _one_moment():
        for label in EXPORTED:
            files[file_of(label)] = _write_rows(folder / file_of(label), label)
    for kind in STORAGES:
        for name in names_in(storages[kind]):
            if written := _copy_file(folder, kind, name):
                files[f"files/{kind}/{name}"] = written
    manifest = {
        "format": FORMAT,
        "version": __version__,
        "site": settings.SITE_URL,
        "made_at": began.isoformat(timespec="seconds"),
        "files": files,
    }
    _new_file(folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return manifest


def _write_rows(file: Path, label: str) -> dict[str, Any]:
    model = apps.get_model(label)
    secret = SECRET_FIELDS.get(label, set())
    fields = [field for field in model._meta.local_concrete_fields if field.name not in secret]
    digest, rows, size = hashlib.sha256(), 0, 0
    with _new_file(file).open("wb") as stream:
        for row in model._base_manager.order_by("pk").iterator(chunk_size=CHUNK):
            values = {field.attname: _plain(field, field.value_from_object(row)) for field in fields}
            line = json.dumps(values, ensure_ascii=False, default=_text).encode() + b"\n"
            stream.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
    return {"rows": rows, "size": size, "sha256": digest.hexdigest()}


def _copy_file(folder: Path, kind: str, name: str) -> dict[str, Any] | None:
    """Copy a stored file; None where it was deleted since it was listed."""
    target = folder / "files" / kind / name
    try:
        with storages[kind].open(name) as content, _new_file(target).open("wb") as stream:
            hashed = Hashed(content)
            while chunk := hashed.read():
                stream.write(chunk)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return None
    return {"size": hashed.size, "sha256": hashed.sha256}


def _new_file(file: Path) -> Path:
    """Make an empty file that its owner only can read."""
    file.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    file.touch(mode=FILE)
    return file


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it is now, and keep nobody from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:  # Django's own transactions begin by taking the lock of who writes
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _plain(field: "models.Field[Any, Any]", value: Any) -> object:  # noqa: ANN401  # a value of any field
    if isinstance(field, StreamField):
        return value.get_prep_value()
    return str(value) if isinstance(field, models.FileField) else value


def _text(value: object) -> object:
    """Return what JSON has no word for as text; moments are in UTC."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = value.astimezone(datetime.UTC)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, decimal.Decimal | uuid.UUID | Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be exported")
