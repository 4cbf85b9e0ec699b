"""What is the product's own under VAR_DIR: readable by nobody else on the machine, whatever the umask.

The rest (VAR_DIR/media, VAR_DIR/static) is public, and the web server in front reads it.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from records.service import private_storage

FILE, FOLDER = 0o600, 0o700
SQLITE_SUFFIXES = ("-wal", "-shm", "-journal")
"""What SQLite writes next to its file, with that file's rights."""


def tighten() -> int:
    """Make the private folders and the file of the database where they are absent, close them all, and return how many
    were open to others. Safe to run at any time."""
    for folder in _folders():
        folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    if (database := database_file()) and not database.exists():
        # Never one that is there: closing any descriptor of it drops the locks that SQLite holds in this process, and others
        # then remove the log of what it writes (sqlite.org/howtocorrupt.html, 2.2).
        with contextlib.suppress(FileExistsError):
            os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
    return sum(_close(path) for path in _paths())


def _folders() -> list[Path]:
    folders = [Path(settings.EMAIL_FILE_PATH)] if settings.EMAIL_FILE_PATH else []
    try:
        return [*folders, Path(private_storage().path(""))]
    except NotImplementedError:  # kept elsewhere
        return folders


def database_file() -> Path | None:
    """Return the file of SQLite, None for another database and for one in memory."""
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and ":memory:" not in name and not name.startswith("file:")
    return Path(name) if is_file else None


def _paths() -> Iterator[Path]:
    yield settings.VAR_DIR / "secret-key"
    if database := database_file():
        yield from (database, *(database.with_name(database.name + end) for end in SQLITE_SUFFIXES))
    for folder in _folders():
        yield folder
        yield from folder.rglob("*")


def _close(path: Path) -> bool:
    """Take others' rights from a path that is there; True when they had some."""
    try:
        mode = path.lstat().st_mode
        if path.is_symlink() or not mode & 0o077:
            return False
        path.chmod(FOLDER if path.is_dir() else FILE)
    except FileNotFoundError:
        return False
    return True
