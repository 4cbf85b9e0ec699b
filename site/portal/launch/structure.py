"""The tables of an empty SQLite database, as one file: a first start reads it instead of running 200 migrations.

`make structure` writes it from the migrations, and tests/release/test_structure.py compares the two. It holds the names of the
migrations that it stands for, so that `migrate` goes on from there: an old file only makes a first start slower.
"""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

FILE = Path(__file__).with_name("structure.sql")
SHADOW = re.compile(r"_(?:data|idx|content|docsize|config)$")
APPLIED = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?'")


def restore() -> bool:
    """Make the tables in an empty SQLite database; False, and nothing done, in any other one."""
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return False
    connection.ensure_connection()
    connection.connection.executescript(f"BEGIN IMMEDIATE;\n{FILE.read_text(encoding='utf-8')}COMMIT;\n")
    return True


def dump(database: sqlite3.Connection) -> Iterator[str]:
    """Yield the statements that make a database with the same tables, rows, indexes and triggers.

    sqlite3's own iterdump cannot be used: it also writes the tables in which a virtual table (FTS5) keeps its words.
    """
    parts = database.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    virtual = [name for _type, name, _table, sql in parts if sql.startswith("CREATE VIRTUAL TABLE")]
    hidden = {name for _type, name, _table, _sql in parts if SHADOW.sub("", name) in virtual and name not in virtual}
    tables = [(name, sql) for type_, name, _table, sql in parts if type_ == "table" and not name.startswith("sqlite_")]
    for name, sql in tables:
        if name not in hidden:
            yield f"{sql};\n"
    for name, _sql in tables:
        if name not in hidden and name not in virtual:
            yield from _rows(database, name)
    yield "DELETE FROM sqlite_sequence;\n"
    yield from (
        f"INSERT INTO sqlite_sequence VALUES ('{name}', {last});\n"  # noqa: S608  # names of the database itself
        for name, last in database.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
    )
    for kind in ("index", "view", "trigger"):
        yield from (f"{sql};\n" for type_, _name, table, sql in parts if type_ == kind and table not in hidden)


def _rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    names, quoted = (
        ", ".join(f'"{name}"' for name in columns),
        " || ', ' || ".join(f'quote("{name}")' for name in columns),
    )
    for (values,) in database.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid'):  # noqa: S608  # names of the database itself
        yield f'INSERT INTO "{table}" ({names}) VALUES ({APPLIED.sub("CURRENT_TIMESTAMP", values)});\n'  # noqa: S608  # the same
