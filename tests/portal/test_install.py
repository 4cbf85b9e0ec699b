"""Installing leaves Python's compiled files, whatever the environment says of them, and no installer."""

import os
import sys
from pathlib import Path

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


@pytest.fixture
def asked(monkeypatch):
    """Return what would be run: (program, arguments)."""
    asked = []
    monkeypatch.setattr(install, "run", lambda program, *said, more=None: not asked.append((program, said)))
    return asked


def test_uv_comes_into_a_folder_that_is_gone_afterwards_and_installs_into_the_environment_only(asked):
    assert install.with_uv(Path(sys.executable), Path("base.txt"))
    (pip, fetched), (uv, said) = asked
    folder = Path(fetched[fetched.index("--target") + 1])
    assert (pip, uv.parent.parent) == (Path(sys.executable), folder)
    assert said[said.index("--python") + 1] == str(install.python())
    assert not folder.exists()


def test_pip_in_its_place_installs_into_the_environment_only_too(asked):
    assert install.with_pip(Path("elsewhere/python"), Path("base.txt"))
    ((pip, said),) = asked
    assert pip == Path("elsewhere/python")
    assert said[said.index("--python") + 1] == str(install.python())


def test_a_python_without_pip_gets_one_in_a_folder_that_is_gone_afterwards(monkeypatch):
    made = []
    monkeypatch.setattr(install.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(
        install.venv, "create", lambda folder, **options: made.append((Path(folder), options["with_pip"]))
    )
    with install.installer() as pip:
        ((folder, with_pip),) = made
        assert with_pip
        assert pip.is_relative_to(folder)
        assert folder.is_dir()
    assert not folder.exists()
