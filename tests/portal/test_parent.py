"""A signal to make's process alone must still stop the product that it started."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from portal.launch import parent

pytestmark = pytest.mark.alone

CHILD = """
import sys, time
sys.path.insert(0, {site!r})
from portal.launch import parent
make = parent.find()
print("ready", make.has_stopped(), flush=True)
until = time.monotonic() + 10
while not make.has_stopped() and time.monotonic() < until:
    time.sleep(0.02)
print("stopped", make.has_stopped(), flush=True)
"""


def test_without_make_nobody_stops_us(monkeypatch):
    monkeypatch.delenv("MAKELEVEL", raising=False)
    assert parent.find() == parent.Parent(0)
    assert not parent.find().has_stopped()


def test_a_make_that_is_gone_has_stopped():
    assert parent.Parent(os.getppid() + 1).has_stopped()
    assert not parent.Parent(os.getppid()).has_stopped()


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("make") is None, reason="needs make, and Linux's /proc"
)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_make_alone_is_told_reaches_what_it_started(tmp_path, number):
    site = str(Path(parent.__file__).parents[2])
    (tmp_path / "child.py").write_text(CHILD.format(site=site), encoding="utf-8")
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {sys.executable} child.py\n", encoding="utf-8")
    command = [sys.executable, "-c", "import os, signal; signal.signal(2, signal.SIG_DFL); os.execvp('make', ['make'])"]
    # Where make itself runs the tests, its child would take over its options, and tell of folders.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    make = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, start_new_session=True, env=clean)
    assert make.stdout is not None
    with make:
        assert make.stdout.readline() == "ready False\n"
        os.kill(make.pid, number)
        assert make.stdout.readline() == "stopped True\n"
    assert make.returncode == -number
