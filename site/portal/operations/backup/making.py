"""Making a backup: one file with the database, then the files, then what says that it is whole."""

import fcntl
import io
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.utils import timezone

from ground.whole_file import sync_folder
from portal.launch.private_files import FILE, FOLDER
from portal.operations.backup import database, manifest
from portal.operations.backup.errors import BackupError
from portal.operations.backup.manifest import Manifest, Member
from portal.operations.backup.stored_files import Hashed, names_in
from portal.version import __version__

SUFFIX = ".tar"
PARTIAL = ".stadswinkel-partial-"
"""How the folder begins in which a backup is made: what a killed one left is removed by the next."""


@dataclass(frozen=True, slots=True)
class Made:
    """A whole backup."""

    file: Path
    manifest: Manifest


def make(target: Path) -> Made:
    """Write a backup to `target`, a folder or the name of a file that is not there yet. Nothing of it stays where it fails.

    Raises BackupError, which says why.
    """
    now = timezone.now()
    file = target if target.suffix == SUFFIX else target / f"{_prefix()}{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    try:
        file.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        with _alone_in(file.parent):
            return Made(file, _write(file, now))
    except (OSError, sqlite3.OperationalError, DatabaseError) as error:
        raise BackupError(f"{file} cannot be written ({error}). Nothing of it was left.") from error


def own_backups(folder: Path) -> list[Path]:
    """Return the backups of this site in a folder, the oldest first. A file that was named by hand is none of them."""
    own = re.compile(re.escape(_prefix()) + r"\d{8}T\d{6}Z" + re.escape(SUFFIX))
    return sorted(file for file in folder.iterdir() if own.fullmatch(file.name) and file.is_file())


def keep(folder: Path, number: int) -> list[Path]:
    """Delete the oldest backups of this site in a folder but `number`; return which."""
    old = own_backups(folder)[:-number]
    for file in old:
        file.unlink()
    return old


def _prefix() -> str:
    """Return how names of this site's backups begin: two sites may share a folder."""
    return f"stadswinkel-{re.sub(r'[^a-z0-9.-]', '-', urlsplit(settings.SITE_URL).netloc.lower())}-"


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one backup at a time be made in a folder, and remove what a killed one left there."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"Another backup is being made in {folder}.") from None
        for left in folder.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        yield
    finally:
        os.close(descriptor)


def _write(file: Path, now: datetime) -> Manifest:
    if file.exists():
        raise BackupError(f"{file} is there already: name another file.")
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=PARTIAL) as folder:
        copy = database.copy(Path(folder))
        partial = Path(folder, "backup.tar")
        with open(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE), "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
                written = _fill(archive, copy, now)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(partial, file)  # never over a file that came meanwhile
    sync_folder(file.parent)
    return written


def _fill(archive: tarfile.TarFile, copy: database.Copy, now: datetime) -> Manifest:
    written = Manifest(
        version=__version__,
        made_at=now.isoformat(timespec="seconds"),
        site=settings.SITE_URL,
        database=connection.vendor,
        made_by=copy.made_by,
        migrations=copy.facts.migrations,
        rows=copy.facts.rows,
        key=manifest.fingerprint(settings.SECRET_KEY),
    )
    with copy.file.open("rb") as stream:
        written.members[copy.file.name] = _add(archive, copy.file.name, stream, copy.file.stat().st_size)
    copy.file.unlink()
    for kind in database.STORAGES:
        storage = storages[kind]
        for name in names_in(storage):
            try:
                with storage.open(name) as content:
                    member = _add(archive, f"files/{kind}/{name}", content, content.size)
            except FileNotFoundError:  # deleted since it was listed; whether the copied rows miss it, is said below
                continue
            written.members[f"files/{kind}/{name}"] = member
    there = written.members.keys()
    written.missing.extend(
        sorted(f"{kind}/{name}" for kind, name in copy.facts.files if f"files/{kind}/{name}" not in there)
    )
    text = written.as_text().encode()
    _add(archive, manifest.MEMBER, io.BytesIO(text), len(text))
    return written


def _add(archive: tarfile.TarFile, name: str, stream: IO[bytes], size: int) -> Member:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, FILE
    hashed = Hashed(stream)
    archive.addfile(info, hashed)
    return Member(size, hashed.sha256)
