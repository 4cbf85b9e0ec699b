"""`manage.py backup` and `restore`: a drill on each database, and every backup that is refused with nothing changed."""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from ground.actor import SYSTEM
from ground.versions import digest
from portal.launch.running import Running
from portal.operations.backup import database, last, making, manifest, postgresql, restoring
from portal.operations.backup.errors import BackupError
from portal.operations.backup.stored_files import names_in
from records.models import Heartbeat, StoredFile
from records.service import keep_file, link_for, token_of, write_audit
from tests.cases.factories import make_case
from tests.empty_database import empty_database
from tests.full_disk import files_of_at_most
from tests.portal import restored
from tests.records.files import png

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
NEEDED = shutil.which("pg_dump") or any(postgresql.DEBIAN.glob("*/bin/pg_dump"))


@pytest.fixture(autouse=True)
def _where_postgresql_runs_its_client_does():
    """A run on PostgreSQL without pg_dump fails: a drill that is skipped there would be a promise that nobody keeps."""
    assert connection.vendor != "postgresql" or NEEDED, "install PostgreSQL's client (Debian: postgresql-client)"


@pytest.fixture
def city():
    """Return a case with a file of its citizen, beside a picture of an editor; the files are gone afterwards."""
    case = make_case(answers={"uitleg": "Ik verhuis naar Łódź."})
    stored = keep_file(SimpleUploadedFile("bewijs.png", png()), ("submission", case.submission_id))
    picture = storages["default"].save("original_images/één foto.png", ContentFile(png(3, 4)))
    yield case
    storages["private"].delete(stored.file.name)
    storages["default"].delete(picture)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def back_up(target, **options):
    """Return the file, and what the command says."""
    out, errors = StringIO(), StringIO()
    call_command("backup", target, stdout=out, stderr=errors, **options)
    return sorted(target.glob("*.tar"))[-1] if target.is_dir() else target, out.getvalue() + errors.getvalue()


def test_a_city_is_backed_up_and_restored_elsewhere_row_by_row_and_byte_by_byte(city, folder, tmp_path):
    before = database.facts_here().rows
    backup, said = back_up(folder)
    assert "is written" in said
    assert backup.stat().st_mode & 0o777 == 0o600
    with empty_database() as address:
        given = {
            **os.environ,
            "VAR_DIR": str(tmp_path / "elsewhere"),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        }
        link = f"/t/{token_of(link_for('case', city.pk))}/"
        command = [sys.executable, "-m", "tests.portal.restored", str(backup), link]
        done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    there = json.loads(done.stdout)
    assert there["rows"] == before
    assert there["rows"]["cases_case"] == 1
    assert there["files"] == restored.contents()
    assert len(there["files"]) >= 2
    [[status, path, text]] = there["pages"]
    assert (status, path) == (200, f"/zaken/{city.reference}/")
    assert city.reference in text
    assert "SECRET_KEY is not the one" not in done.stderr


def test_what_another_writes_meanwhile_is_not_in_it_and_waits_for_nothing(city, folder):
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_heartbeat (name, since, failures, error) VALUES ('x', '2026-11-30', 0, '')"
            )
        made = making.make(folder)
        assert made.manifest.rows["records_heartbeat"] == Heartbeat.objects.count()
    finally:
        other.rollback()
        other.close()


def test_a_file_that_came_after_the_database_does_no_harm_and_one_that_is_missing_is_named(city, folder):
    late = storages["private"].save("ff/later", ContentFile(b"later"))
    stored = StoredFile.objects.get()
    storages["private"].delete(stored.file.name)
    backup, said = back_up(folder)
    storages["private"].delete(late)
    assert f"1 files that the database names were not there:\n- private/{stored.file.name}" in said
    assert "files/private/ff/later" in read_manifest(backup)["members"]


def test_no_secret_is_in_it_but_what_tells_secrets_apart(city, folder, settings):
    backup, _said = back_up(folder)
    assert settings.SECRET_KEY.encode() not in backup.read_bytes()
    written = read_manifest(backup)
    assert manifest.opens_links(written["key"])
    settings.SECRET_KEY = "another-" + "x" * 50
    assert not manifest.opens_links(written["key"])
    settings.SECRET_KEY_FALLBACKS = ["test-only-" + "t" * 50]
    assert manifest.opens_links(written["key"])


def test_the_password_of_the_database_stands_on_no_command_line(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "geheim")
    arguments, environment = postgresql._connection_of_program()
    assert "geheim" not in " ".join(arguments)
    assert environment["PGPASSWORD"] == "geheim"


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_the_oldest_of_this_site_go_and_what_else_is_there_stays(city, folder):
    folder.mkdir()
    for name in ("stadswinkel-testserver-20260101T000000Z.tar", "stadswinkel-testserver-20260102T000000Z.tar"):
        (folder / name).touch()
    others = ("stadswinkel-other.example-20250101T000000Z.tar", "stadswinkel-testserver-x.tar", "notes.txt")
    for name in others:
        (folder / name).touch()
    _newest, said = back_up(folder, keep=2)
    assert "Deleted" in said
    assert making.own_backups(folder)[0].name[:33] == "stadswinkel-testserver-20260102T0"
    assert len(making.own_backups(folder)) == 2
    assert all((folder / name).exists() for name in others)
    assert making.keep(folder, 2) == []
    assert len(making.keep(folder, 1)) == 1


@pytest.mark.parametrize(("target", "number"), [("", 0), ("one.tar", 3)])
def test_how_many_to_keep_is_one_or_more_and_of_a_folder(tmp_path, target, number):
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", tmp_path / target, keep=number)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    (tmp_path / "one.tar").write_text("x")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "one.tar")
    assert (tmp_path / "one.tar").read_text() == "x"


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    copy = database.copy

    def slow(folder):
        (tmp_path / "one.tar").write_text("x")
        return copy(folder)

    monkeypatch.setattr(database, "copy", slow)
    with pytest.raises(BackupError, match="cannot be written"):
        making.make(tmp_path / "one.tar")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["x"]


# --- What goes wrong while it is made -------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_leaves_nothing_half(city, folder):
    whole = making.make(folder).file.stat().st_size
    with files_of_at_most(whole - 2000), pytest.raises(BackupError, match=r"cannot be|failed"):
        making.make(folder / "second.tar")
    with files_of_at_most(10_000), pytest.raises(BackupError, match=r"cannot be|failed"):
        making.make(folder / "second.tar")
    assert [file.suffix for file in folder.iterdir()] == [".tar"]


def test_a_failed_try_is_written_down(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "file" / "folder")
    assert Heartbeat.objects.get(name=last.BACKUP).failures == 1
    assert not last.health().ok


def test_a_database_that_does_not_answer_is_told_in_words(tmp_path):
    given = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": "postgres://u:geheim@127.0.0.1:1/x"}
    given |= {"DJANGO_SETTINGS_MODULE": "portal.settings.development"}
    for command in (("backup", str(tmp_path / "to")), ("restore", str(tmp_path / "to" / "x.tar"))):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=given, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr.startswith("CommandError: ")
        assert "geheim" not in done.stderr
        assert list((tmp_path / "to").glob("*")) == []


def test_what_a_killed_one_left_goes_and_two_at_once_are_refused(city, folder):
    (folder / f"{making.PARTIAL}abc").mkdir(parents=True)
    making.make(folder)
    assert not list(folder.glob(f"{making.PARTIAL}*"))
    with making._alone_in(folder), pytest.raises(BackupError, match="Another backup"):
        making.make(folder)


def fake(folder, name, version):
    """Put a program into a folder that says a version, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
    (folder / name).chmod(0o755)
    return folder


def test_absent_or_older_programs_are_named_with_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path / "debian")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match=r"pg_dump is not on this machine. Install .*postgresql-client-15"):
        postgresql.program("pg_dump", 15)
    fake(tmp_path, "pg_dump", "14.9")
    with pytest.raises(BackupError, match=r"14\.9 is older than 15"):
        postgresql.program("pg_dump", 15)
    newer = fake(tmp_path / "debian" / "17" / "bin", "pg_dump", "17.1")
    assert postgresql.program("pg_dump", 15).path == newer / "pg_dump"
    own = fake(tmp_path / "debian" / "15" / "bin", "pg_dump", "15.2")
    assert postgresql.program("pg_dump", 15).path == own / "pg_dump"


# --- What is not restored -------------------------------------------------------------------------------------------


def read_manifest(file):
    with tarfile.open(file) as archive:
        return json.loads(archive.extractfile(manifest.MEMBER).read())


def changed(file, name="changed.tar", without=(), content=None, **values):
    """Return a copy of a backup with values of its manifest, members and content changed."""
    target = file.with_name(name)
    with tarfile.open(file) as archive, tarfile.open(target, "w") as copy:
        for member in archive:
            data = archive.extractfile(member).read()
            if member.name == manifest.MEMBER:
                said = {**json.loads(data), **values}
                said.pop(manifest.CHECK)
                data = json.dumps({**said, manifest.CHECK: digest(said)}).encode()
            data = (content or {}).get(member.name, data)
            member.size = len(data)
            if member.name not in without:
                copy.addfile(member, io.BytesIO(data))
    return target


@pytest.fixture
def backup(city, folder):
    return making.make(folder).file


def test_a_living_city_is_never_written_over(backup):
    with pytest.raises(CommandError, match=r"database is not empty \(\d+ tables\)"):
        call_command("restore", backup)
    assert StoredFile.objects.count() == 1


def test_a_running_product_is_not_restored_under(backup, settings):
    running = Running(settings.VAR_DIR)
    assert running.take()
    try:
        with pytest.raises(BackupError, match="is running on"):
            restoring.restore(backup)
    finally:
        running.over()


def test_files_that_are_there_are_not_mixed_with_others(backup, monkeypatch):
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda *_args, **_more: [])
    with pytest.raises(BackupError, match="There are files already"):
        restoring.restore(backup)


def test_files_that_a_failed_restore_wrote_are_gone_again(backup, monkeypatch):
    def fails(_copied):
        assert all(next(names_in(storages[kind]), None) for kind in database.STORAGES)
        raise BackupError("The disk is full.")

    for kind in database.STORAGES:
        for name in list(names_in(storages[kind])):
            storages[kind].delete(name)
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda *_args, **_more: [])
    monkeypatch.setattr(database, "put_back", fails)
    with pytest.raises(BackupError, match="disk is full"):
        restoring.restore(backup)
    assert [next(names_in(storages[kind]), None) for kind in database.STORAGES] == [None, None]


def test_half_a_backup_and_one_that_was_changed_are_refused(backup):
    whole = backup.read_bytes()
    for size in (0, 300, len(whole) // 2, len(whole) - 20_000):
        backup.write_bytes(whole[:size])
        with pytest.raises(BackupError):
            restoring.restore(backup)
    backup.write_bytes(whole)
    name = next(name for name in read_manifest(backup)["members"] if name.startswith("files/private/"))
    with pytest.raises(BackupError, match=f"1 of its files are not as they were written .{name}"):
        restoring.restore(changed(backup, content={name: b"other"}))
    with pytest.raises(BackupError, match="1 of its files"):
        restoring.restore(changed(backup, without=[name]))
    with pytest.raises(BackupError, match="no manifest"):
        restoring.restore(changed(backup, without=[manifest.MEMBER]))
    with pytest.raises(BackupError, match="manifest cannot be read"):
        restoring.restore(changed(backup, content={manifest.MEMBER: b"[]"}))
    with pytest.raises(BackupError, match="shape that this version cannot read"):
        restoring.restore(changed(backup, format=2))


def test_a_manifest_of_which_anything_changed_is_refused_before_anything_is_written(backup):
    whole = backup.read_bytes()
    for name in ("site", "made_at", "key"):
        value = read_manifest(backup)[name].encode()
        place = whole.rindex(value) + len(value) - 1
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupError, match="damaged: its manifest"):
            restoring.restore(backup)
        backup.write_bytes(whole)


def test_the_database_that_a_killed_restore_left_in_passing_goes(backup):
    left = database.nearest_folder() / f"{restoring.PARTIAL}abc"
    left.mkdir(parents=True)
    (left / "database.sqlite3").touch()
    with pytest.raises(BackupError, match="database is not empty"):
        restoring.restore(backup)
    assert not left.exists()


def test_what_is_no_backup_is_refused(tmp_path):
    for name in ("absent.tar", "text.tar"):
        if name == "text.tar":
            (tmp_path / name).write_text("x" * 2000)
        with pytest.raises(CommandError, match="cannot be restored"):
            call_command("restore", tmp_path / name)


def test_another_version_another_code_and_another_database_are_refused_in_words(backup):
    with pytest.raises(BackupError, match=r"made by version 9\.9\.9, this is .* Install 9\.9\.9"):
        restoring.restore(changed(backup, version="9.9.9"))
    with pytest.raises(BackupError, match=r"migrations that this code does not know \(cases\.0099_later\)"):
        restoring.restore(changed(backup, migrations=["cases.0099_later"]))
    with pytest.raises(BackupError, match=r"of oracle and these settings use .* manage.py export_all"):
        restoring.restore(changed(backup, database="oracle"))


# --- Whether it is told ---------------------------------------------------------------------------------------------


def test_status_and_checklist_know_whether_the_last_day_has_one(city, folder):
    assert (last.health().is_on, last.is_recent()) == (False, False)
    back_up(folder)
    assert last.health().ok
    assert last.is_recent()
    beat = Heartbeat.objects.filter(name=last.BACKUP)
    for age, is_recent in ((last.MAX_AGE - timedelta(seconds=5), True), (last.MAX_AGE + timedelta(seconds=5), False)):
        beat.update(succeeded_at=timezone.now() - age)
        assert (last.health().ok, last.is_recent()) == (is_recent, is_recent)


def test_append_only_rows_come_along(city, folder):
    write_audit(SYSTEM, "case.viewed", "case", city.pk)
    assert making.make(folder).manifest.rows["records_auditline"] >= 1
