"""Submissions over HTTP, 16 clients, beside the worker that mails; and the floor: the same six rows by plain INSERTs.

Run by `make bench` on the database that bench.measure has set up; alone, it sets one up.
"""

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # what it imports needs django.setup()
from django.db import connection  # noqa: E402  # what it imports needs django.setup()

from api.auth import make_client  # noqa: E402  # what it imports needs django.setup()
from api.scopes import SUBMIT  # noqa: E402  # what it imports needs django.setup()
from bench.load import Load, posts  # noqa: E402  # what it imports needs django.setup()
from forms_app.models import Form, Submission  # noqa: E402  # what it imports needs django.setup()
from portal.launch import run  # noqa: E402  # what it imports needs django.setup()
from records.models import OutboxMessage  # noqa: E402  # what it imports needs django.setup()
from tests.factories import make_form, question, step  # noqa: E402  # what it imports needs django.setup()

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 16
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
ROUNDS = 3
KEY = "meting-http"
ANSWERS = {"naam": "Jonas Peeters", "mail": "jonas@voorbeeld.be"}


def main() -> None:
    """Print the throughput and the slow end of both, and how long the mails took to leave."""
    if "forms_app_submission" not in connection.introspection.table_names():
        call_command("setup", no_static=True, verbosity=0)
    if not Form.objects.filter(key=KEY).exists():
        who = [question("text", "naam", "Naam", meaning="name"), question("email", "mail", "E-mail")]
        make_form(step("Wie bent u?", *who), key=KEY)
    _client, token = make_client(f"meting {uuid.uuid4().hex[:8]}", [SUBMIT])
    connection.close()
    real, plain = [], []
    with server(run.web(False, free_port())) as port:
        submit(port, token, 1)
        for _ in range(ROUNDS):
            with background(run.worker()):
                time.sleep(2)
                real.append(submit(port, token, SECONDS))
            left = OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED).count()
            connection.close()
            with server(plain_server(free_port()), PLAIN) as other:
                write_plain(other, 1)
                plain.append(write_plain(other, SECONDS))
    line("submissions over HTTP, 16 clients", real)
    line("  floor: their six plain INSERTs", plain)
    share = statistics.median(r.per_second / p.per_second for r, p in zip(real, plain, strict=True))
    print(f"  {'':<34} {share:.0%} of the floor; {left} mails still queued when the clients stopped", flush=True)
    assert Submission.objects.filter(idempotency_key__startswith="api:").count() >= sum(
        int(load.per_second * SECONDS * 0.9) for load in real
    )


PLAIN = {"BENCH_PLAIN": "1"}


def plain_server(port: int) -> list[str]:
    """Return the command of the floor: the same program, processes and threads, without Django's handling of requests."""
    options = [
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--log-level",
        "warning",
        "--no-access-log",
    ]
    return [
        sys.executable,
        "-m",
        "granian",
        "--host",
        run.HOST,
        "--port",
        str(port),
        *options,
        "bench.plain:application",
    ]


def submit(port: int, token: str, seconds: float) -> Load:
    """Post new submissions for a while."""

    def request() -> tuple[bytes, dict[str, str]]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        return json.dumps({"answers": ANSWERS}).encode(), {**headers, "Idempotency-Key": uuid.uuid4().hex}

    return posts(port, f"/api/v1/forms/{KEY}/submissions/", request, CLIENTS, seconds)


def write_plain(port: int, seconds: float) -> Load:
    """Post to the floor for a while."""
    body = json.dumps({"answers": ANSWERS}).encode()
    return posts(port, "/", lambda: (body, {"Content-Type": "application/json"}), CLIENTS, seconds)


def line(name: str, loads: list[Load]) -> None:
    """Print the median of the rounds."""
    per_second, median, slowest = (
        statistics.median(getattr(load, what) for load in loads) for what in ("per_second", "median", "slowest")
    )
    failures = sum(load.failures for load in loads)
    print(
        f"  {name:<34} {per_second:>6.0f} a second, median {median:.0f} ms, 99 % {slowest:.0f} ms, {failures} failed",
        flush=True,
    )


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(command: list[str], more: dict[str, str] | None = None) -> Iterator[int]:
    """Run a server until the end; yields its port, once it listens."""
    port = int(command[command.index("--port") + 1])
    with background(command, more):
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection((run.HOST, port), 1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield port


@contextmanager
def background(command: list[str], more: dict[str, str] | None = None) -> Iterator[None]:
    """Run a program until the end, and whatever it started."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(more or {})}, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        with contextlib.suppress(ProcessLookupError):  # nobody is left of its group
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    main()
