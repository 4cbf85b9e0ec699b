"""Writers of SQLite wait for each other in a queue: one at a time, no longer than the time-out, and freed by a crash."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from records.models import ThrottleCount

pytestmark = [
    pytest.mark.alone,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one writer at a time"),
]
HOLDER = """
import fcntl, sys, time
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def row(key):
    return ThrottleCount.objects.create(key=key, window=1, ends_at=1)


def queue_file():
    return f"{connection.settings_dict['NAME']}-queue"


@pytest.fixture
def holder():
    """Another program that has its turn; return its process."""
    with transaction.atomic():
        row("makes the file")
    process = subprocess.Popen([sys.executable, "-c", HOLDER, queue_file()], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_many_writers_at_once_each_write_once():
    errors = []

    def write(number):
        try:
            for turn in range(5):
                with transaction.atomic():
                    row(f"{number}:{turn}")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert ThrottleCount.objects.count() == 40


def test_whoever_waits_too_long_is_told_and_may_try_again(holder, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)
    with pytest.raises(OperationalError, match="queue"), transaction.atomic():
        row("too late")
    holder.kill()
    holder.wait()
    with transaction.atomic():
        row("in time")
    assert ThrottleCount.objects.filter(key="in time").exists()


def test_a_killed_writer_gives_its_turn_away(holder):
    timer = threading.Timer(0.3, os.kill, (holder.pid, signal.SIGKILL))
    timer.start()
    began = time.monotonic()
    with transaction.atomic():
        row("after the kill")
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("way", ["commit", "rollback", "close"])
def test_a_turn_ends_with_its_transaction(way):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        row(way)
        if way == "rollback":
            raise ZeroDivisionError
        if way == "close":
            connection.close()
    took = subprocess.run(
        [
            sys.executable,
            "-c",
            "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)",
            queue_file(),
        ],
        check=False,
    )
    assert took.returncode == 0


def test_the_queue_file_is_the_owners_only():
    with transaction.atomic():
        row("x")
    assert os.stat(queue_file()).st_mode & 0o077 == 0
