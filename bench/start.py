"""The start and the size of the product: a clean clone, as somebody who saw the address of the repository makes it.

Clones what is committed here, installs and runs it as `make run` does, on a folder and a port of its own; then starts it again.
Elapsed time, so only on a quiet machine; packages come from the installer's own cache where they are in it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.front import fetch, free_port
from portal.launch import processes
from portal.launch.running import Running

ROOT = Path(__file__).resolve().parents[1]
MB = 1024 * 1024
AIMS = {"first page": 30, "second start": 5, "memory": 410, "environment": 270}
VISITS = ("/", "/producten/?x={}", "/zoeken/?q=pas", "/formulieren/adreswijziging/", "/zaken/", "/api/v1/openapi.json")


def main() -> int:
    """Print one line a measurement, beside its aim."""
    print("\nStart and size")
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        began = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S607  # whichever is there
        install = [python_of_the_machine(), "site/portal/launch/install.py", "base"]
        subprocess.run(install, cwd=clone, check=True, stdout=subprocess.DEVNULL)
        port = free_port()  # one for both: another one is another address of the site, which is then set up anew
        with running(clone, port):
            tell("first page", time.monotonic() - began, "s from a clean clone")
        began = time.monotonic()
        with running(clone, port) as supervisor:
            tell("second start", time.monotonic() - began, "s")
            for number in range(30):
                for path in VISITS:
                    fetch(port, path.format(number))
            time.sleep(75)  # the worker starts, and does the jobs of a minute
            tell("memory", proportional_set_size(clone, supervisor), "MB of all processes after 180 requests (PSS)")
        tell("environment", size(clone / ".venv"), f"MB, of which {size(clone / '.venv', '*.pyc'):.0f} compiled by us")
    return 0


def tell(what: str, value: float, unit: str) -> None:
    """Print a measurement beside its aim."""
    print(f"  {what:<13} {value:6.1f} {unit}; aim {AIMS[what]}", flush=True)


def python_of_the_machine() -> str:
    """Return the Python below this environment: installing must not find what is installed here."""
    return str(Path(sys.base_prefix, "bin", f"python3.{sys.version_info[1]}"))


@contextlib.contextmanager
def running(clone: Path, port: int) -> Iterator[int]:
    """Run the product of a clone; yield its supervisor once the front page was read."""
    var = {"VAR_DIR": str(clone / "var"), "PORT": str(port), "DATABASE_URL": ""}
    command = [str(clone / ".venv/bin/python"), "site/portal/launch/run.py"]
    quiet = subprocess.DEVNULL
    supervisor = subprocess.Popen(command, cwd=clone, env={**os.environ, **var}, stdout=quiet, stderr=quiet)
    try:
        while True:
            assert supervisor.poll() is None
            with contextlib.suppress(OSError):
                fetch(port, "/")
                break
            time.sleep(0.05)
        yield supervisor.pid
    finally:
        supervisor.send_signal(signal.SIGTERM)
        supervisor.wait(60)


def proportional_set_size(clone: Path, supervisor: int) -> float:
    """Return the megabytes of the supervisor and all that it started; what they share counts once."""
    groups = [child["pid"] for child in Running(clone / "var").read_state()["children"]]
    pids = [supervisor, *(process.pid for group in groups for process in processes.of_group(group))]
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def size(folder: Path, pattern: str = "*") -> float:
    """Return the megabytes that files take on the disk."""
    files = [file.lstat() for file in folder.rglob(pattern) if not file.is_dir() or file.is_symlink()]
    return sum(file.st_blocks * 512 for file in files) / MB


if __name__ == "__main__":
    sys.exit(main())
