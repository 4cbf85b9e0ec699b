"""Putting a backup back, in an installation that is empty: checked wholly before anything is written."""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from portal.launch.running import Running
from portal.operations.backup import database, manifest
from portal.operations.backup.errors import BackupError
from portal.operations.backup.manifest import Manifest, Member
from portal.operations.backup.stored_files import Hashed, names_in
from portal.version import __version__

MAX_SHOWN = 5
PARTIAL = ".stadswinkel-restoring-"
"""How the folder begins in which the copied database stands for a moment: the next restore removes what a killed one left."""


def restore(file: Path) -> Manifest:
    """Put a backup back and return what it says of itself. Raises BackupError, with nothing changed, where that cannot be."""
    try:
        with tarfile.open(file, "r:") as archive, _nobody_runs():
            members = {member.name: member for member in archive}
            _forget_killed()
            written = _checked(archive, members)
            _refuse_another_kind(written)
            _refuse_over_anything()
            _put_back(archive, members, written)
            return written
    except (OSError, tarfile.TarError, DatabaseError) as error:
        raise BackupError(f"{file} cannot be restored: {error}.") from error


def _checked(archive: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> Manifest:
    """Return the manifest once each member is as it says; raises BackupError for half a backup, or one that was changed."""
    last = members.get(manifest.MEMBER)
    if last is None:
        raise BackupError("This is no whole backup: it has no manifest, so it was cut off or is another kind of file.")
    written = manifest.read(_stream(archive, last).read())
    there = {name: _hash(archive, member) for name, member in members.items() if name != manifest.MEMBER}
    wrong = sorted(
        name for name in there.keys() | written.members.keys() if there.get(name) != written.members.get(name)
    )
    if wrong:
        shown = ", ".join(wrong[:MAX_SHOWN])
        raise BackupError(f"This backup is damaged: {len(wrong)} of its files are not as they were written ({shown}).")
    return written


def _forget_killed() -> None:
    for left in database.nearest_folder().glob(f"{PARTIAL}*"):
        shutil.rmtree(left)


def _refuse_another_kind(written: Manifest) -> None:
    if written.version != __version__:
        raise BackupError(
            f"This backup was made by version {written.version}, this is {__version__}. Install {written.version}, "
            f"restore there, and upgrade then with manage.py setup."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(written.migrations) - known):
        shown = ", ".join(unknown[:MAX_SHOWN])
        raise BackupError(
            f"This backup has {len(unknown)} migrations that this code does not know ({shown}): use newer code."
        )
    if written.database != connection.vendor:
        raise BackupError(
            f"This backup is of {written.database} and these settings use {connection.vendor}: a copy of one cannot go into "
            f"the other. Restore it on {written.database}; manage.py export_all there writes everything for any database."
        )


def _refuse_over_anything() -> None:
    """Raise BackupError where there is a city: a backup is never put over one."""
    if tables := connection.introspection.table_names():
        raise BackupError(
            f"The database is not empty ({len(tables)} tables). A backup is never put over a city: move "
            f"{_name_of_database()} away, or name an empty one in DATABASE_URL."
        )
    if connection.vendor == "postgresql" and (others := _other_sessions()):
        raise BackupError(
            f"{others} others are connected to {_name_of_database()}: stop web processes and worker first."
        )
    for kind in database.STORAGES:
        if first := next(names_in(storages[kind]), None):
            raise BackupError(
                f"There are files already ({kind}: {first}). Move VAR_DIR/private and VAR_DIR/media away."
            )


def _put_back(archive: tarfile.TarFile, members: dict[str, tarfile.TarInfo], written: Manifest) -> None:
    """Write the files, then the database; after an error the files are gone again."""
    saved: list[tuple[str, str]] = []
    try:
        for member in written.members:
            kind, _, name = member.removeprefix("files/").partition("/")
            if member.startswith("files/"):
                stored = storages[kind].save(name, File(_stream(archive, members[member])))
                saved.append((kind, stored))
                if stored != name:
                    raise BackupError(f"{member} cannot have its name here.")
        with tempfile.TemporaryDirectory(dir=database.nearest_folder(), prefix=PARTIAL) as folder:
            member = database.MEMBERS[written.database]
            archive.extract(members[member], folder, filter="data")
            database.put_back(Path(folder, member))
        if database.facts_here().rows != written.rows:
            raise BackupError("The restored database does not hold as many rows as the backup: empty it and try again.")
    except BaseException:
        for kind, name in saved:
            storages[kind].delete(name)
        raise


@contextmanager
def _nobody_runs() -> Iterator[None]:
    """Keep `make run` from starting here meanwhile; raises BackupError while it runs."""
    running = Running(settings.VAR_DIR)
    if not running.take():
        raise BackupError(f"Stadswinkel is running on {settings.VAR_DIR}: stop it first.")
    try:
        if running.orphans():
            raise BackupError(f"Processes of a killed make run still work on {settings.VAR_DIR}: stop them first.")
        yield
    finally:
        running.over()


def _hash(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Member:
    hashed = Hashed(_stream(archive, member))
    hashed.read_all()
    return Member(hashed.size, hashed.sha256)


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    if stream is None:
        raise BackupError(f"This is no backup: {member.name} is no file.")
    return stream


def _other_sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        [number] = cursor.fetchone()
    return int(number)


def _name_of_database() -> str:
    kind = "the file" if connection.vendor == "sqlite" else "the database"
    return f"{kind} {connection.settings_dict['NAME']}"
