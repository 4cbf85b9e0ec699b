"""The front of a running product: what slow clients do to the others, a kept page beside its floor, and the start.

`make run` itself, on a folder and a port of its own: 200 slow bodies, slow headers and idle sockets, each for BENCH_SECONDS
(120), while eight others go on, half of them on a kept page. Aim: their 95 % at most twice what it was just before.
"""

import contextlib
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site")]

from portal.launch import processes, run  # noqa: E402  # found by the path above

SECONDS = float(os.environ.get("BENCH_SECONDS", "120"))
BASELINE = min(30.0, SECONDS)
HELD = 200
PAUSE = 0.1  # seconds that a client reads before it asks again
KEPT, ANEW = "/", "/producten/?x={}"
ATTACKS = {
    "slow bodies, one address": "bodies",
    "slow bodies, an address each": "spread bodies",
    "slow headers": "headers",
    "idle sockets": "idle",
}
FLOOR = """
import os
BODY = b"x" * int(os.environ["SIZE"])
HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(BODY)).encode())]
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"].endswith("shutdown"):
                return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
"""
START = "import time; {}; print(time.process_time())"
OURS = "import portal.asgi; import portal.urls"
BARE = "from django.core.wsgi import get_wsgi_application as get; get(); import wagtail.admin.urls, wagtail.urls"


def main() -> int:
    """Print one line a measurement."""
    print(f"\nThe front ({os.cpu_count()} processors; half of the clients on a kept page)", flush=True)
    starts()
    with product() as (port, leader, var):
        kept_beside_its_floor(port, leader, var)
        for name, kind in ATTACKS.items():
            attacked(name, kind, port)
    return 0


def starts() -> None:
    """Measure the processor time of an import of all that a web process needs, beside a bare Wagtail with its admin."""
    ours, bare = cpu_of(OURS, "portal.settings.development"), cpu_of(BARE, "bench.bare_wagtail")
    print(
        f"  a web process is imported in {ours:.2f} s of processor; a bare Wagtail in {bare:.2f} s, {ours / bare:.1f}x"
    )


def cpu_of(code: str, settings: str) -> float:
    """Return the median of five fresh processes, after one that compiles."""
    with tempfile.TemporaryDirectory() as var:
        paths = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": paths, "VAR_DIR": var}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", START.format(code)]
        took = [float(subprocess.check_output(command, cwd=ROOT, env=environment).split()[-1]) for _ in range(6)]
    return statistics.median(took[1:])


@contextlib.contextmanager
def product(root: Path = ROOT, *options: str) -> Iterator[tuple[int, int, str]]:
    """Run `make run`'s own command, of this checkout or another; yield its port, the group of its web server and its VAR_DIR."""
    with tempfile.TemporaryDirectory() as var:
        port = free_port()
        given = {"VAR_DIR": var, "PORT": str(port), "TRUSTED_PROXIES": "127.0.0.1", "DATABASE_URL": ""}
        with Path(var, "output").open("wb") as output:
            supervisor = subprocess.Popen(
                [sys.executable, "site/portal/launch/run.py", *options],
                cwd=root,
                env={**os.environ, **given},
                stdout=output,
                stderr=output,
            )
        try:
            while b"Stadswinkel runs on" not in Path(var, "output").read_bytes():
                assert supervisor.poll() is None, Path(var, "output").read_text()
                time.sleep(0.2)
            time.sleep(10)  # the worker starts too
            pids = {child["name"]: child["pid"] for child in run.running.Running(Path(var)).read_state()["children"]}
            yield port, pids["The web server"], var
        finally:
            supervisor.send_signal(signal.SIGTERM)
            supervisor.wait(60)


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return int(probe.getsockname()[1])


def kept_beside_its_floor(port: int, leader: int, var: str) -> None:
    """Measure the server's processor time for a kept page beside an ASGI application that only answers, of the same size.

    Without a proxy, and as one that speaks https asks for it.
    """
    size = len(fetch(port, KEPT))
    with tempfile.TemporaryDirectory() as folder, web("bench.behind_proxy", var) as proxied:
        Path(folder, "floor.py").write_text(FLOOR)
        command = [sys.executable, "-m", "granian", "--host", run.HOST, "--port", str(free_port()), *run.GRANIAN]
        command[command.index("--working-dir") + 1] = folder
        with server([*command, "floor:app"], {"SIZE": str(size), "PYTHONPATH": folder}) as floor:
            asks = ((port, leader, ""), (*proxied, PROXY), (*floor, ""))
            rounds = [[cpu_a_request(*ask) for ask in asks] for _ in range(5)]
    direct, https, floor_ms = (statistics.median(column) for column in zip(*rounds, strict=True))
    for name, ours in ((f"kept page of {size} bytes", direct), ("the same behind an https proxy", https)):
        print(
            f"  {name:<36} {ours:.3f} ms of processor; floor {floor_ms:.3f} ms: {floor_ms / ours:.0%} of its floor",
            flush=True,
        )


PROXY = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: 127.0.0.1\r\nVia: 1.1 proxy\r\n"


def web(settings: str, var: str) -> contextlib.AbstractContextManager[tuple[int, int]]:
    """Run the web server of a product with other settings, on its VAR_DIR."""
    paths = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    given = {"VAR_DIR": var, "TRUSTED_PROXIES": "127.0.0.1", "DATABASE_URL": "", "PYTHONPATH": paths}
    return server(run.web(False, free_port()), {**given, "DJANGO_SETTINGS_MODULE": settings})


@contextlib.contextmanager
def server(command: list[str], environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Run a server in a group of its own; yield its port, once it answers, and the group."""
    port = int(command[command.index("--port") + 1])
    environment = {**os.environ, **environment}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **quiet)
    try:
        while True:
            assert process.poll() is None, f"{command} ended"
            with contextlib.suppress(OSError):
                fetch(port, KEPT)
                break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def cpu_a_request(port: int, group: int, headers: str, requests: int = 8_000) -> float:
    """Return the milliseconds of processor time that a group of processes takes for one request; eight connections."""
    ask = f"GET {KEPT} HTTP/1.1\r\nHost: {run.HOST}:{port}\r\n{headers}\r\n".encode()
    whole = [len(answer_to(port, ask)) for _ in range(20)][-1]  # each process has made and kept it

    def client() -> None:
        with socket.create_connection((run.HOST, port)) as connection:
            for _ in range(requests // 8):
                connection.sendall(ask)
                left = whole
                while left > 0:
                    left -= len(connection.recv(65_536))

    before = cpu_of_group(group)
    together([threading.Thread(target=client) for _ in range(8)])
    return (cpu_of_group(group) - before) * 1000 / os.sysconf("SC_CLK_TCK") / requests


def answer_to(port: int, ask: bytes) -> bytes:
    """Return a whole answer, headers too."""
    with socket.create_connection((run.HOST, port)) as connection:
        connection.sendall(ask)
        got = b""
        while b"\r\n\r\n" not in got:
            got += connection.recv(65_536)
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(65_536)
        return head + b"\r\n\r\n" + body


def cpu_of_group(group: int) -> int:
    """Return the ticks of all its processes."""
    return sum(process.cpu for process in processes.of_group(group))


def attacked(name: str, kind: str, port: int) -> None:
    """Measure eight clients alone, then beside 200 that hold on."""
    before = visits(port, BASELINE)
    attack = [sys.executable, "-m", "bench.slow_clients", kind, run.HOST, str(port), str(HELD), str(SECONDS)]
    attackers = subprocess.Popen(attack, cwd=ROOT)
    try:
        during = visits(port, SECONDS)
    finally:
        attackers.wait(30)
    print(f"  {f'{HELD} {name}':<36} {before.said}  ->  {during.said}   {during.slow / before.slow:.1f}x", flush=True)


class Visits:
    """What eight clients got: milliseconds by page, and how many got nothing."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {KEPT: [], ANEW: []}
        self.failed = 0

    @property
    def slow(self) -> float:
        """Return the 95 % of all."""
        return percentile([took for page in self.took.values() for took in page])

    @property
    def said(self) -> str:
        """Return the 95 % of all, of kept pages and of pages made anew."""
        kept, anew = (percentile(self.took[page]) for page in (KEPT, ANEW))
        count = sum(map(len, self.took.values()))
        return f"95 % {self.slow:.0f} ms (kept {kept:.0f}, anew {anew:.0f}), {count} visits, {self.failed} failed"


def visits(port: int, seconds: float) -> Visits:
    """Let eight clients go on for so long."""
    until, result = time.monotonic() + seconds, Visits()

    def client(page: str, number: int) -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                fetch(port, page.format(f"{number}-{began}"))
            except (OSError, http.client.HTTPException, AssertionError):
                result.failed += 1
            result.took[page].append((time.monotonic() - began) * 1000)
            time.sleep(PAUSE)

    together([threading.Thread(target=client, args=((KEPT, ANEW)[number % 2], number)) for number in range(8)])
    return result


def fetch(port: int, path: str) -> bytes:
    """Return a page, on a connection of its own."""
    connection = http.client.HTTPConnection(run.HOST, port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        return answer.read()
    finally:
        connection.close()


def percentile(took: list[float]) -> float:
    """Return the 95 %; 0 of nothing."""
    return sorted(took)[int(len(took) * 0.95)] if took else 0.0


def together(threads: list[threading.Thread]) -> None:
    """Run threads to their end."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    sys.exit(main())
