"""The database as a file, and back: SQLite by its online backup, PostgreSQL by pg_dump and pg_restore."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from portal.launch.private_files import FILE, SQLITE_SUFFIXES, database_file
from portal.operations.backup import postgresql
from portal.operations.backup.errors import BackupError

MEMBERS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""By Django's vendor, the name of the copy in a backup."""
STORAGES = ("private", "default")
Query = Callable[[str], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds: "app.name" of each migration, rows by table, and the files that its rows name, by storage."""

    migrations: list[str]
    rows: dict[str, int]
    files: set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copied database, and what it holds: as it was at one moment."""

    file: Path
    made_by: str
    facts: Facts


def copy(folder: Path) -> Copy:
    """Copy the database of the settings into a folder. What others write meanwhile is not in it."""
    file = folder / MEMBERS[connection.vendor]
    return _copy_sqlite(file) if connection.vendor == "sqlite" else _copy_postgresql(file)


def facts(query: Query) -> Facts:
    """Return what a database holds, by asking it."""
    applied = f"SELECT app, name FROM {MigrationRecorder.Migration._meta.db_table} ORDER BY app, name"  # noqa: S608  # Django's own name
    tables = [*connection.introspection.django_table_names(only_existing=True, include_views=False)]
    return Facts(
        [f"{app}.{name}" for app, name in query(applied)],
        {table: _number(query, table) for table in sorted(tables)},
        {
            (storage, str(name))
            for storage, table, column in _columns_of_files(tables)
            for name in _names(query, table, column)
        },
    )


def facts_here() -> Facts:
    """Return what the database of the settings holds now."""
    with connection.cursor() as cursor:
        return facts(lambda statement: _fetched(cursor, statement))


def put_back(copied: Path) -> None:
    """Make the database of the settings, which is empty, as it was copied. After an error it is empty still."""
    if connection.vendor == "sqlite":
        _put_back_sqlite(copied)
        return
    restore = postgresql.program("pg_restore", postgresql.server_major())
    connection.close()  # nobody else is there while it works
    restore.run("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(copied))


def nearest_folder() -> Path:
    """Return a folder from which a copy becomes the database in one step."""
    file = database_file()
    return file.parent if file else settings.VAR_DIR


def _copy_sqlite(file: Path) -> Copy:
    file.touch(mode=FILE)
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(file)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file; Django sets its own way again when it opens it
            if (said := target.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise BackupError(f"The database is damaged ({said}): put back an earlier backup.")
            return Copy(file, f"SQLite {sqlite3.sqlite_version}", facts(target.execute))
    except sqlite3.Error as error:
        raise BackupError(f"The database cannot be copied: {error}.") from error


def _copy_postgresql(file: Path) -> Copy:
    dump = postgresql.program("pg_dump", postgresql.server_major())
    file.touch(mode=FILE)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        dump.run(
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            f"--snapshot={snapshot}",
            f"--file={file}",
        )
        return Copy(file, dump.words, facts(lambda statement: _fetched(cursor, statement)))


def _put_back_sqlite(copied: Path) -> None:
    file = database_file()
    if file is None:
        raise BackupError("The database of these settings is no file: set VAR_DIR, or DATABASE_URL=sqlite:///path.")
    connection.close()
    for suffix in SQLITE_SUFFIXES:  # of the empty one
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    copied.chmod(FILE)
    os.replace(copied, file)


def _fetched(cursor: Any, statement: str) -> list[tuple[Any, ...]]:  # noqa: ANN401  # a cursor of either database
    cursor.execute(statement)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _number(query: Query, table: str) -> int:
    [(number,)] = query(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608  # the name of a table of ours
    return int(number)


def _names(query: Query, table: str, column: str) -> Iterable[str]:
    return (name for (name,) in query(f'SELECT "{column}" FROM "{table}"') if name)  # noqa: S608  # names of ours


def _columns_of_files(tables: list[str]) -> list[tuple[str, str, str]]:
    """Return (storage, table, column) of each field that names a file."""
    return [
        (name_of(field.storage), model._meta.db_table, str(field.column))
        for model in apps.get_models()
        if model._meta.db_table in tables and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField)
    ]


def name_of(storage: Storage) -> str:
    """Return which of STORAGES a field's storage is: it may be wrapped."""
    return "private" if storage == storages["private"] else "default"
