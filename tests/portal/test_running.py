"""One running product for each folder; what a killed one left is named and ended; a slow start is waited for."""

import os
import signal
import subprocess
import sys
import time

import pytest

from portal.launch import processes, run, running

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc"),
]

SLEEPER = "import time; print('ready', flush=True); time.sleep(120)"
LEADER = f"""
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {SLEEPER!r}])
time.sleep(120)
"""
SUPERVISOR = """
import os, sys
from pathlib import Path
from portal.launch import run
ours = run.take_over(Path(sys.argv[1]))
child = run.Child("The web server", [sys.executable, "-c", "import time; time.sleep(120)"], on_start=ours.started)
child.start()
print(child.process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def start():
    """Return a function that starts Python in a group of its own and waits until it says something."""
    started = []

    def begin(code, *arguments, folder=run.ROOT):
        paths = os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)])
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        process.said = process.stdout.readline().strip()
        return process

    yield begin
    for process in started:
        for left in processes.of_group(process.pid):
            os.kill(left.pid, signal.SIGKILL)
        process.wait(20)
        process.stdout.close()


def test_what_a_killed_supervisor_left_is_named_and_ended_by_the_next(start, tmp_path, capsys):
    killed = start(SUPERVISOR, str(tmp_path))
    killed.wait(20)
    child = int(killed.said)
    assert processes.read(child)
    next_one = run.take_over(tmp_path)
    next_one.over()
    assert f"The web server (process {child})" in capsys.readouterr().out
    assert processes.read(child) is None


def test_children_of_a_leader_that_is_gone_too_are_found(start, tmp_path):
    leader = start(LEADER)
    running.Running(tmp_path).started("The worker", leader.pid)
    os.kill(leader.pid, signal.SIGKILL)
    leader.wait(20)
    (orphan,) = running.Running(tmp_path).orphans()
    assert (orphan.name, orphan.group, len(orphan.left)) == ("The worker", leader.pid, 1)
    assert running.stop([orphan], 10)
    assert running.Running(tmp_path).orphans() == []


def test_a_process_that_only_has_the_number_is_left_alone(start, tmp_path, monkeypatch):
    elsewhere = start(SLEEPER, folder=tmp_path)
    running.Running(tmp_path).started("The worker", elsewhere.pid)
    assert running.Running(tmp_path).orphans() == []

    ours = start(SLEEPER)
    running.Running(tmp_path).started("The worker", ours.pid)
    assert len(running.Running(tmp_path).orphans()) == 1
    earlier = (tmp_path / "running.json").read_text().replace('"started": ', '"started": 9')
    (tmp_path / "running.json").write_text(earlier)
    assert running.Running(tmp_path).orphans() == []

    running.Running(tmp_path).started("The worker", ours.pid)
    monkeypatch.setattr(processes, "boot", lambda: "another start of the system")
    assert running.Running(tmp_path).orphans() == []


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_record_that_cannot_be_read_names_nobody(tmp_path, content):
    (tmp_path / "running.json").write_text(content)
    assert running.Running(tmp_path).orphans() == []


def test_a_second_one_on_the_same_folder_is_told_who_runs(start, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    first = run.take_over(tmp_path)
    first.started("The web server", start(SLEEPER).pid)
    assert run.take_over(tmp_path) is None
    assert f"process {os.getpid()}, port 8123" in capsys.readouterr().out
    first.over()
    assert first.read_state() == {}


def test_a_folder_that_cannot_be_used_is_told(tmp_path, capsys):
    (tmp_path / "var").write_text("a file")
    assert run.take_over(tmp_path / "var") is None
    assert "cannot be used" in capsys.readouterr().out


def child_that(code):
    child = run.Child("The web server", [sys.executable, "-c", code])
    child.start()
    return child


@pytest.mark.parametrize(("code", "stalls"), [("import time; time.sleep(60)", True), ("while True: pass", False)])
def test_a_start_is_waited_for_as_long_as_it_works(monkeypatch, capsys, code, stalls):
    monkeypatch.setattr(run, "STALLED_AFTER", 1.0)
    monkeypatch.setattr(run, "NEWS_INTERVAL", 0.5)
    child = child_that(code)
    try:
        watch = run.Watch([child])
        deadline = time.monotonic() + (20 if stalls else 3)
        while not (has_stalled := watch.has_stalled()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert has_stalled is stalls
        assert "Still starting" in capsys.readouterr().out
    finally:
        run.end([child])


def test_where_the_system_does_not_say_what_works_a_start_is_waited_for(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "STALLED_AFTER", 0.2)
    monkeypatch.setattr(processes, "PROC", tmp_path)
    child = child_that("import time; time.sleep(60)")
    try:
        watch = run.Watch([child])
        time.sleep(0.5)
        assert not watch.has_stalled()
    finally:
        run.end([child])
