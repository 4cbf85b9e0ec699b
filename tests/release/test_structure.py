"""A first start on SQLite makes its tables from one file, which holds exactly what the migrations make."""

import re
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection

from portal.launch import structure
from tests.conftest import DATABASE

VOLATILE = re.compile(r"'[0-9a-f]{32}'")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the file is for SQLite"),
]


def said_by(file):
    """Return the statements that make a database, without the keys that a migration makes by chance."""
    with closing(sqlite3.connect(file)) as database:
        return VOLATILE.sub("'key'", "".join(structure.dump(database))).splitlines()


@pytest.fixture
def empty(tmp_path):
    """Let Django open a database in which there is nothing."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "empty.sqlite3")
    yield tmp_path / "empty.sqlite3"
    connection.close()
    connection.settings_dict["NAME"] = before


def test_the_file_holds_what_the_migrations_make(request):
    migrated = said_by(request.config.stash[DATABASE].migrated)
    written = VOLATILE.sub("'key'", structure.FILE.read_text(encoding="utf-8")).splitlines()
    assert written == migrated, "The migrations changed: make structure"


def test_restored_it_is_the_same_again_and_nothing_is_left_to_migrate(request, empty, capsys):
    assert structure.restore()
    call_command("migrate", interactive=False)
    assert "No migrations to apply." in capsys.readouterr().out
    connection.close()
    assert said_by(empty) == said_by(request.config.stash[DATABASE].migrated)
