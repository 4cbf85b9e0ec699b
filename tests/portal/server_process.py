"""A web server of its own over tests.portal.server_app, and how a test speaks to it."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from portal.launch import run

GENEROUS = 20.0  # seconds: longer than anything here takes on the slowest machine


@dataclass
class Server:
    """granian with the front, one process."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def ask(self, path, method="GET", body=None, timeout=GENEROUS, **headers):
        """Return (status, headers, body) of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def echo(self, path="/", **given):
        """Return what the application saw of a request."""
        status, _, body = self.ask(path, **given)
        assert status == 200, (status, body)
        return json.loads(body)

    def wait_until(self, what, count):
        """Wait until the application has so many of something."""
        deadline = time.monotonic() + GENEROUS
        while (now := self.echo()["seen"][what]) != count:
            assert time.monotonic() < deadline, (what, now)
            time.sleep(0.05)

    def send(self, *lines, body=b""):
        """Return a socket on which a request was written as it stands."""
        return self.send_part("\r\n".join([*lines, "Host: testserver", "", ""]).encode("latin-1") + body)

    def send_part(self, part):
        """Return a socket on which these bytes were written."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=GENEROUS)
        raw.sendall(part)
        return raw

    def slow_body(self, client="192.0.2.1", length=500, path="/"):
        """Return a socket on which a body has begun and not ended."""
        return self.send(f"POST {path} HTTP/1.1", f"Content-Length: {length}", f"X-Forwarded-For: {client}", body=b"x")

    def in_background(self, count, *arguments, **given):
        """Ask `count` times at once; return the list that their answers come into, and a function that waits for all."""
        answers = []
        threads = [
            threading.Thread(target=lambda: answers.append(self.ask(*arguments, **given)), daemon=True)
            for _ in range(count)
        ]
        for thread in threads:
            thread.start()
        return answers, lambda: [thread.join(GENEROUS) for thread in threads]


def status_of(raw):
    """Return the status that comes on a socket."""
    answer = http.client.HTTPResponse(raw)
    answer.begin()
    return answer.status


def begin(folder, workers=1) -> Server:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "server.log"
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--http", "1", "--port", str(port)]
    command += [
        "--no-ws",
        "--workers-kill-timeout",
        "10",
        "--workers",
        str(workers),
        "--respawn-failed-workers",
        "--respawn-interval",
        "0.5",
    ]
    command += ["--http1-header-read-timeout", "1000"]
    paths = os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths, "VAR_DIR": str(folder)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "tests.portal.server_app:application"],
            cwd=run.ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    server = Server(port, process, log)
    deadline = time.monotonic() + 60
    while True:
        with contextlib.suppress(OSError):
            server.ask("/", timeout=2)
            return server
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def end(server) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait(GENEROUS)
