"""What is the product's own is readable by nobody else on the machine."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from ground.database.sqlite.base import DatabaseWrapper as SQLite
from portal import env
from portal.launch import private_files


def rights(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def storage(tmp_path, settings):
    """Return the storage for what citizens send, in a folder of the test."""
    private = settings.STORAGES["private"]
    return storages.create_storage({**private, "OPTIONS": private["OPTIONS"] | {"location": tmp_path / "private"}})


@pytest.fixture
def var(tmp_path, settings, monkeypatch, storage):
    """Return the folder of an installation."""
    monkeypatch.setattr(private_files, "private_storage", lambda: storage)
    settings.VAR_DIR = tmp_path
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    monkeypatch.setattr(private_files, "database_file", lambda: tmp_path / "a.sqlite3")
    return tmp_path


def test_setup_closes_what_an_older_version_left_open(var):
    before = os.umask(0)
    try:
        for folder in (var / "private" / "ab", var / "mail", var / "media"):
            folder.mkdir(parents=True)
        for name in (
            "private/ab/x",
            "mail/1.log",
            "secret-key",
            "a.sqlite3",
            "a.sqlite3-wal",
            "a.sqlite3-shm",
            "media/x",
        ):
            (var / name).write_text("x")
    finally:
        os.umask(before)
    assert private_files.tighten() == 9
    for folder in ("private", "private/ab", "mail"):
        assert rights(var / folder) == 0o700
    for name in ("private/ab/x", "mail/1.log", "secret-key", "a.sqlite3", "a.sqlite3-wal", "a.sqlite3-shm"):
        assert rights(var / name) == 0o600
    assert rights(var / "media") == 0o777  # public: the web server in front reads it
    assert private_files.tighten() == 0


def test_a_new_installation_is_closed_from_the_first_byte(var, storage):
    before = os.umask(0)
    try:
        private_files.tighten()
        database = sqlite3.connect(var / "a.sqlite3")
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (x)")
        name = storage.save("ab/x", ContentFile(b"x"))
        assert {rights(var / f"a.sqlite3{end}") for end in ("", "-wal", "-shm")} == {0o600}
        assert rights(var / "private" / name) == 0o600
        assert {rights(var / folder) for folder in ("private", "private/ab", "mail")} == {0o700}
        database.close()
    finally:
        os.umask(before)


TAKES_ALL = (
    "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute('BEGIN IMMEDIATE')"
)


def test_a_database_that_is_in_use_keeps_its_locks(var):
    """A descriptor of its file that this process closes takes them away: another process could then write beside it."""
    database = sqlite3.connect(var / "a.sqlite3", isolation_level=None)
    database.execute("CREATE TABLE t (x)")
    database.execute("BEGIN IMMEDIATE")
    private_files.tighten()
    other = subprocess.run(
        [sys.executable, "-c", TAKES_ALL, str(var / "a.sqlite3")], capture_output=True, text=True, check=False
    )
    assert "database is locked" in other.stderr
    database.close()


@pytest.mark.parametrize(
    ("name", "file"),
    [("/var/x.sqlite3", Path("/var/x.sqlite3")), (":memory:", None), ("file:memorydb?mode=memory", None)],
)
def test_the_database_of_our_own_engine_is_a_file(name, file, monkeypatch):
    ours = SQLite({**connection.settings_dict, "NAME": name})
    monkeypatch.setattr(private_files, "connection", ours)
    assert private_files.database_file() == file


def test_another_database_has_no_file_here(monkeypatch):
    monkeypatch.setattr(private_files, "connection", SimpleNamespace(vendor="postgresql", settings_dict={"NAME": "x"}))
    assert private_files.database_file() is None


def test_a_link_to_elsewhere_is_left_alone(var, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x"
    elsewhere.write_text("x")
    elsewhere.chmod(0o644)
    (var / "mail").mkdir()
    (var / "mail" / "x").symlink_to(elsewhere)
    private_files.tighten()
    assert rights(elsewhere) == 0o644


def test_a_mail_in_a_file_is_its_owners_only(var, settings):
    settings.EMAIL_BACKEND = env.mail(f"filemail://{var}/mail")["EMAIL_BACKEND"]
    before = os.umask(0)
    try:
        mail.send_mail("a", "b", "van@stad.example", ["aan@stad.example"])
        mail.send_mail("c", "d", "van@stad.example", ["aan@stad.example"])
    finally:
        os.umask(before)
    assert {rights(file) for file in (var / "mail").iterdir()} == {0o600}
    assert rights(var / "mail") == 0o700
    assert "Subject: a" in "".join(file.read_text() for file in (var / "mail").iterdir())
