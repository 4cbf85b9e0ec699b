"""Installing leaves Python's compiled files, whatever the environment says of them."""

import os

import pytest

from portal.launch import install, run


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    """Put back what the code under test writes into the environment."""
    for name in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH", "PORT"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


def test_what_a_web_process_imports_is_compiled_at_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path))
    install.compile_what_is_used()
    assert "longer" not in capsys.readouterr().out
    compiled = {file.name.split(".")[0] for file in tmp_path.rglob("*.pyc")}
    assert {"asgi", "page_cache", "cluster", "migrate", "snippets", "pages"} <= compiled
    assert len(compiled) > 1_000


def test_an_environment_in_which_nothing_can_be_imported_does_not_stop_the_installation(monkeypatch, capsys):
    monkeypatch.setenv("EMAIL_URL", "nonsense")
    install.compile_what_is_used()
    assert "longer" in capsys.readouterr().out


def test_what_make_run_starts_may_write_compiled_files():
    run.environment(False, 8000)
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
