"""The small files under VAR_DIR: whole or not at all, and errors in words that name no secret."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from ground.whole_file import write_whole
from portal import env
from portal.launch import run, stamp

NO_ROOM = """
import resource, sys
from pathlib import Path
from portal import env
room = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, room[1]))  # every write beyond ten bytes fails, as on a full disk
try:
    env.secret_key(Path(sys.argv[1]))
except env.ImproperlyConfigured as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, room)  # for the measurement of what was executed (make coverage)
"""


@pytest.fixture(autouse=True)
def _no_key_given(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def in_a_process(code, *arguments):
    paths = os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)])
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    key = env.secret_key(tmp_path)
    assert len(key) >= 50
    assert env.secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_have_one_key(tmp_path):
    code = "import sys; from pathlib import Path; from portal import env; print(env.secret_key(Path(sys.argv[1])))"
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: in_a_process(code, str(tmp_path)), range(4)))
    assert keys == {env.secret_key(tmp_path) + "\n"}


def test_a_full_disk_leaves_no_half_key_and_is_told_in_words(tmp_path):
    said = in_a_process(NO_ROOM, str(tmp_path))
    assert said.startswith(f"{tmp_path / 'secret-key'} cannot be read or written: ")
    assert list(tmp_path.iterdir()) == []
    assert env.secret_key(tmp_path)


def test_an_empty_key_that_an_older_version_left_is_made_anew(tmp_path):
    (tmp_path / "secret-key").touch()
    key = env.secret_key(tmp_path)
    assert len(key) >= 50
    assert env.secret_key(tmp_path) == key


@pytest.mark.parametrize("content", [b"k" * 49, b"\xff" * 67])
def test_a_damaged_key_is_told_and_left_alone(tmp_path, content):
    file = tmp_path / "secret-key"
    file.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="is damaged: put it back from a backup"):
        env.secret_key(tmp_path)
    assert file.read_bytes() == content


def test_a_key_of_fifty_is_taken(tmp_path):
    (tmp_path / "secret-key").write_text("k" * 50)
    assert env.secret_key(tmp_path) == "k" * 50


def test_what_cannot_be_written_leaves_what_was_there(tmp_path, monkeypatch):
    stamp.write(tmp_path)
    before = (tmp_path / "setup-stamp").read_text()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "setup-stamp", "half")
    assert [file.name for file in tmp_path.iterdir()] == ["setup-stamp"]
    assert (tmp_path / "setup-stamp").read_text() == before


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:geheim@host/x", "postgres://u:geheim/x@host/y"])
def test_an_address_of_a_database_that_cannot_be_used_is_told_without_its_password(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="postgres://user:password@host:5432/name") as refused:
        env.database("sqlite:///x")
    assert "geheim" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("url", ["nonsense", "smtp://u:geheim/x@host:587"])
def test_an_address_of_a_mail_server_that_cannot_be_used_is_told_without_its_password(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="smtp") as refused:
        env.mail("filemail:///x")
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("url", ["filemail:///srv/mail", "filemail:////srv/mail"])
def test_mail_in_files_goes_to_the_folder_that_its_address_names(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    assert env.mail("smtp://localhost")["EMAIL_FILE_PATH"] == "/srv/mail"


@pytest.mark.parametrize(
    ("url", "engine"),
    [("sqlite:///x", "sqlite3"), ("postgres://u:p@h/x", "postgresql"), ("postgresql://u:p@h/x", "postgresql")],
)
def test_both_databases_are_taken(monkeypatch, url, engine):
    monkeypatch.setenv("DATABASE_URL", url)
    assert env.database("")["ENGINE"].endswith(engine)


@pytest.mark.parametrize("value", ["loket@stad.example", "Stad Voorbeeld <loket@stad.example>"])
def test_who_mails_are_from_is_an_address_with_or_without_a_name(monkeypatch, value):
    monkeypatch.setenv("MAIL_FROM", value)
    assert env.mail_address("MAIL_FROM") == value


@pytest.mark.parametrize("value", ["", "Stad Voorbeeld", "loket@", "Stad <loket>"])
def test_who_mails_are_from_is_refused_in_words_when_it_is_absent_or_no_address(monkeypatch, value):
    monkeypatch.setenv("MAIL_FROM", value)
    with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
        env.mail_address("MAIL_FROM")


@pytest.mark.parametrize("command", ["status", "migrate"])
def test_a_damaged_key_is_one_sentence_of_a_command_and_no_traceback(tmp_path, command):
    (tmp_path / "secret-key").write_text("k" * 49)
    done = started(tmp_path, sys.executable, "manage.py", command)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path / 'secret-key'} is damaged: put it back from a backup")
    assert done.stderr.count("\n") == 1
    assert "Traceback" in started(tmp_path, sys.executable, "manage.py", command, "--traceback").stderr


def test_an_absent_variable_is_one_sentence_of_the_web_process_and_no_traceback(tmp_path):
    code = "import portal.asgi"
    done = started(tmp_path, sys.executable, "-c", code, DJANGO_SETTINGS_MODULE="portal.settings.production")
    assert done.returncode == 1
    assert done.stderr == "Set SECRET_KEY: it has no default here (docs/settings.md).\n"


def started(var, *command, **variables):
    """Run a command as an operator does, with nothing set but where it writes."""
    ours = ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "MAIL_FROM", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {
        "VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "PYTHONPATH": os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)]),
    }
    return subprocess.run(
        command, env=environment | variables, cwd=run.ROOT, capture_output=True, text=True, check=False, timeout=60
    )
