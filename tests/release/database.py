"""A database of a release as a file that any database can take in: rows of tables as JSON, and the files beside them."""

import base64
import datetime
import gzip
import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

INDEX = "search.models.index"
"""Models of the search index, which is rebuilt. What editors told search, and how it is used, is theirs."""
MADE_ANEW = ("wagtailsearch_", "django_session", "django_cache", "django_migrations", "django_q_")
"""Tables that are no data of the city either: sessions end, the queue of tasks is empty."""
STORAGES = ("default", "private")
BLOB = "base64:"


def dump(path: Path) -> None:
    """Write this database and its files, gzipped."""
    content = {
        "migrations": sorted(leaves()),
        "tables": {table: rows_of(table) for table in sorted(tables())},
        "files": {name: files_of(name) for name in STORAGES},
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def load(path: Path) -> dict[str, Any]:
    """Bring an empty database to the release of the file, and take its rows and files in; return what the file holds."""
    content: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    targets = [(app, name) for app, name in content["migrations"]]
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    with connection.constraint_checks_disabled(), transaction.atomic():
        _empty(list(content["tables"]))
        for table, rows in content["tables"].items():
            _insert(table, rows)
    state = MigrationExecutor(connection).loader.project_state(targets)
    with connection.cursor() as cursor:
        models = [
            model
            for model in state.apps.get_models(include_auto_created=True)
            if model._meta.db_table in content["tables"]
        ]
        from django.core.management.color import no_style  # here: only the loader needs it

        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    for name, files in content["files"].items():
        for file, data in files.items():
            target = Path(storages[name].path(file))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(base64.b64decode(data))
    return content


def leaves() -> list[tuple[str, str]]:
    """Return the last applied migration of each app."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return [node for node in MigrationLoader(connection).graph.leaf_nodes() if node in applied]


def tables() -> set[str]:
    """Return the tables whose rows are the city's."""
    models = [model for model in apps.get_models(include_auto_created=True) if model.__module__ != INDEX]
    names = {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
    return {name for name in names if not name.startswith(MADE_ANEW)}


def rows_of(table: str) -> dict[str, Any]:
    """Return {"columns": [...], "rows": [[...]]}, in the order of the first column."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quote(table)} ORDER BY 1")  # noqa: S608  # a name of a model
        columns = [column[0] for column in cursor.description]
        return {"columns": columns, "rows": [[_plain(value) for value in row] for row in cursor.fetchall()]}


def files_of(name: str) -> dict[str, str]:
    """Return the contents of a storage by name."""
    root = Path(storages[name].path(""))
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): base64.b64encode(path.read_bytes()).decode() for path in files}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, moments in UTC as both databases read them."""
    if isinstance(value, bytes | memoryview):
        return BLOB + base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        value = value.astimezone(datetime.UTC).replace(tzinfo=None)
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _empty(names: list[str]) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(map(quote, names))} CASCADE")
            return
        for name in names:
            cursor.execute(f"DELETE FROM {quote(name)}")  # noqa: S608  # a name of the file's own tables


def _insert(table: str, content: dict[str, Any]) -> None:
    if not content["rows"]:
        return
    quote, columns = connection.ops.quote_name, content["columns"]
    with connection.cursor() as cursor:
        yes_or_no = _booleans(table, cursor)
        statement = (
            f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608  # a statement of our own; what people typed travels as a parameter
        )
        cursor.executemany(
            statement,
            [
                [_value(value, column in yes_or_no) for column, value in zip(columns, row, strict=True)]
                for row in content["rows"]
            ],
        )


def _booleans(table: str, cursor: Any) -> set[str]:
    """Return the columns that a database with booleans of its own has as such: SQLite wrote 0 and 1."""
    if connection.vendor != "postgresql":
        return set()
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND data_type = 'boolean'", [table]
    )
    return {name for (name,) in cursor.fetchall()}


def _value(value: Any, is_boolean: bool) -> Any:
    if is_boolean and value is not None:
        return bool(value)
    if isinstance(value, str) and value.startswith(BLOB):
        return base64.b64decode(value.removeprefix(BLOB))
    return value
