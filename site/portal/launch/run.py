"""The whole product on one machine: prepare, then web server and worker together until Ctrl-C.

    python site/portal/launch/run.py          as in production, on the demo city (`make run`)
    python site/portal/launch/run.py --dev    the debug server with reload (`make dev`)

Each child leads a process group of its own, so that the terminal's Ctrl-C reaches only this process, and so that whatever a
child left behind can be ended with it. A child that ends by itself is started again. Measured beside this: honcho left an
orphan, and a shell's trap did not stop at all.
"""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

from portal.launch import parent, processes, running, stamp  # noqa: E402  # found by the path above

HOST = "127.0.0.1"
STOP_TIMEOUT = 15.0  # seconds between TERM and KILL: a worker may be in the middle of a mail
MIN_UPTIME = 3.0  # seconds: a child that lives no longer than this has not started at all
MAX_FALSE_STARTS = 4
STALLED_AFTER = 120.0  # seconds without an answer and without work by any process of the web server
NEWS_INTERVAL = 30.0  # seconds
MAX_FILES = 16_384


@dataclass
class Child:
    """One of the processes that make up the product, started again when it ends by itself."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    false_starts: int = field(default=0)
    on_start: Callable[[str, int], None] = field(default=lambda name, pid: None)

    def start(self) -> None:
        """Start it in a process group of its own."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=ROOT, start_new_session=True)
        self.on_start(self.name, self.process.pid)

    def has_ended(self) -> bool:
        """Return whether it is not running (any more)."""
        return self.process is None or self.process.poll() is not None

    def revive(self) -> bool:
        """Start it again after it ended; False when it has not come up several times in a row."""
        lived = time.monotonic() - self.started
        self.false_starts = self.false_starts + 1 if lived < MIN_UPTIME else 0
        self.signal(signal.SIGKILL)  # workers that outlived their parent would hold the port
        if self.false_starts >= MAX_FALSE_STARTS:
            say(f"{self.name} ends as soon as it starts; the lines above say why.")
            return False
        say(
            f"{self.name} ended unexpectedly (exit {self.process.returncode if self.process else '?'}); starting it again."
        )
        self.start()
        return True

    def signal(self, number: int) -> None:
        """Send a signal to the whole group, leader alive or not."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left in it
                os.killpg(self.process.pid, number)

    def has_left_nobody(self) -> bool:
        """Return whether the whole group is gone."""
        if self.process is None:
            return True
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except (ProcessLookupError, PermissionError):
            return True
        return False


class Stop:
    """Becomes true at Ctrl-C, TERM, when the terminal closes, or when make was interrupted without us."""

    def __init__(self) -> None:
        self._was_asked = False
        self._make = parent.find()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    @property
    def asked(self) -> bool:
        """Whether somebody asked to stop."""
        return self._was_asked or self._make.has_stopped()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._was_asked = True


def main(arguments: list[str]) -> int:
    """Return 0 after a stop that was asked for, 1 when something could not run."""
    is_dev = "--dev" in arguments
    port = read_port()
    if port is None:
        return 1
    environment(is_dev, port)
    ours = take_over(Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve())
    if ours is None or not is_free(port):
        return 1
    stop = Stop()
    if not prepare(is_dev, stop, ours.started):
        return 0 if stop.asked else 1
    children = [
        Child("The web server", web(is_dev, port), on_start=ours.started),
        Child("The worker", worker(), on_start=ours.started),
    ]
    try:
        children[0].start()
        # The first page first: on two cores a worker beside it doubles the wait.
        went_well = announce(port, stop, children[:1])
        if went_well and not stop.asked:
            children[1].start()
            went_well = supervise(stop, children)
    finally:
        end(children)
        ours.over()
    return 0 if stop.asked or went_well else 1


def take_over(var: Path) -> running.Running | None:
    """Become the one that runs from this folder, after ending what a killed one left; None, in words, when we cannot."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        ours = running.Running(var)
        if not ours.take():
            other = ours.read_state()
            say(f"Stadswinkel runs already from {var}: process {other.get('supervisor')}, port {other.get('port')}.")
            say("Stop it there with Ctrl-C, or give this one a folder of its own: VAR_DIR=… PORT=… make run")
            return None
    except OSError as error:
        say(f"{var} cannot be used ({error.strerror}). Name another folder: VAR_DIR=… make run")
        return None
    orphans = ours.orphans()
    if orphans:
        names = ", ".join(f"{orphan.name} (process {orphan.group})" for orphan in orphans)
        say(f"An earlier run was killed and left running: {names}. Ending that first.")
        if not running.stop(orphans, STOP_TIMEOUT):
            say("It does not end. Stop those processes by hand, then start again.")
            return None
    return ours


def read_port() -> int | None:
    """Return PORT, or None after saying what is wrong with it."""
    raw = os.environ.get("PORT") or "8000"
    if raw.isdigit() and 0 < int(raw) < 65536:
        return int(raw)
    say(f"PORT={raw} is not a port: use a number from 1 to 65535, such as make run PORT=8080")
    return None


def is_free(port: int) -> bool:
    """Return whether we can listen there, and say so when we cannot."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            say(f"Port {port} cannot be used ({error.strerror}). Is Stadswinkel running already?")
            say(f"Stop what uses it, or choose another: make run PORT={port + 1}")
            return False
    return True


def environment(is_dev: bool, port: int) -> None:
    """Set what every child reads."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.development" if is_dev else "portal.settings.demo"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    os.environ["PORT"] = str(port)
    # Python without its compiled files compiles 2,000 modules at each start of each process: seconds, not tenths.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_FILES if hard == resource.RLIM_INFINITY else min(MAX_FILES, hard)
    if soft < wanted:  # each socket that a slow client holds is one
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def prepare(is_dev: bool, stop: Stop, on_start: Callable[[str, int], None]) -> bool:
    """Make tables, roles, demo city and collected files where they are not there yet; changes nothing the second time."""
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    if stamp.is_current(var, is_dev=is_dev):
        return True
    say("Preparing the database and the demo city; this takes about half a minute, the first time only.")
    commands = [[sys.executable, "manage.py", "setup", "--demo", "--no-static", "-v", "0"]]
    if not is_dev:  # beside the other, because there are two cores and neither needs the other's work
        commands.append([sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"])
    jobs = [subprocess.Popen(command, cwd=ROOT, start_new_session=True) for command in commands]
    for command, job in zip(commands, jobs, strict=True):
        on_start(f"manage.py {command[2]}", job.pid)
    while any(job.poll() is None for job in jobs) and not stop.asked:
        time.sleep(0.05)
    for job in jobs:
        if job.poll() is None:
            os.killpg(job.pid, signal.SIGTERM)
            job.wait(STOP_TIMEOUT)
    if stop.asked:
        return False
    if any(job.returncode for job in jobs):
        say("The preparation failed; the lines above say why.")
        return False
    try:
        stamp.write(var)
    except OSError as error:
        say(f"That it is prepared could not be written under {var} ({error.strerror}); the next start prepares again.")
    return True


def web(is_dev: bool, port: int) -> list[str]:
    """Return the command of the web server.

    Two processes, each with the front's event loop and four threads of its own (portal.server; docs/decisions/018 has the
    figures). One thread a process did nothing for SQLite, whose writers wait for each other anyway, and let four slow
    clients stop the site. Its own access log stays off, because addresses can hold tokens; portal.middleware writes the lines.
    """
    if is_dev:
        return [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"]
    return [
        sys.executable,
        "-m",
        "portal.launch.web",
        "--host",
        HOST,
        "--port",
        str(port),
        *GRANIAN,
        "portal.asgi:application",
    ]


GRANIAN = (
    *("--interface", "asgi", "--http", "1", "--no-ws", "--workers", "2", "--respawn-failed-workers"),
    *("--respawn-interval", "0.5", "--workers-kill-timeout", "10", "--working-dir", str(ROOT)),
    *("--http1-header-read-timeout", "10000"),  # milliseconds; also how long a socket may be idle
    *("--backpressure", "4000"),  # sockets a process holds at once: idle ones cost memory only
    *("--log-level", "warning", "--no-access-log"),
)
"""docs/guides/operators.md names the same for a real installation."""


def worker() -> list[str]:
    """Return the command of the worker: mail, scheduled publishing, and all that nobody waits for."""
    return [sys.executable, "manage.py", "qcluster"]


def announce(port: int, stop: Stop, children: list[Child]) -> bool:
    """Wait until the first page can be asked for, then print where everything is.

    A slow machine takes as long as it takes: we wait while the web server lives and works, and say so.
    """
    watch = Watch(children)
    while not stop.asked and not answers(port):
        if watch.has_stalled():
            say(
                f"The web server has done nothing for {STALLED_AFTER:.0f} seconds and does not answer; see the lines above."
            )
            return False
        if not all(not child.has_ended() or child.revive() for child in children):
            return False
        time.sleep(0.1)
    if not stop.asked:
        say(welcome(port))
    return True


class Watch:
    """Whether children that are starting still work, by the processor time of their groups."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.began = self.last_work = self.last_news = time.monotonic()
        self.cpu = -1

    def has_stalled(self) -> bool:
        """Return whether they did nothing for too long; never where the system does not say. Says now and then that we wait."""
        now = time.monotonic()
        groups = [child.process.pid for child in self.children if child.process is not None]
        members = [process for group in groups for process in processes.of_group(group)]
        cpu = sum(process.cpu for process in members)
        if cpu != self.cpu or not members:
            self.cpu, self.last_work = cpu, now
        if now - self.last_news > NEWS_INTERVAL:
            self.last_news = now
            say(f"Still starting, {now - self.began:.0f} seconds now: this machine is slow or busy. Ctrl-C stops it.")
        return now - self.last_work > STALLED_AFTER


def answers(port: int) -> bool:
    """Return whether the web server is up."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def welcome(port: int) -> str:
    """Return the addresses and the demo sign-ins."""
    site = f"http://{HOST}:{port}"
    lines = ["", f"Stadswinkel runs on {site}/   (Ctrl-C stops it)"]
    lines += [f"  {what:<9} {site}{path}" for what, path in ADDRESSES]
    try:
        from demo.staff import PASSWORD, SIGN_INS  # Late: it is absent where there is no demo
    except ImportError:
        return "\n".join(lines)
    lines += ["", f"Demo sign-ins, all with the password {PASSWORD}"]
    lines += [f"  {username:<15} {job}" for username, job in SIGN_INS.items()]
    return "\n".join([*lines, ""])


ADDRESSES = (
    ("citizens", "/"),
    ("staff", "/cms/"),
    ("mail", "/dev/mail/"),
    ("API", "/api/v1/docs"),
    ("health", "/readyz"),
)


def supervise(stop: Stop, children: list[Child]) -> bool:
    """Keep the children running until somebody asks to stop; False when one cannot be kept running."""
    while not stop.asked:
        for child in children:
            if child.has_ended() and not stop.asked and not child.revive():
                return False
        time.sleep(0.2)
    return True


def end(children: list[Child]) -> None:
    """Ask every child to stop, and make it so after STOP_TIMEOUT; nobody is left."""
    for child in children:
        if not child.has_ended():
            child.process.send_signal(signal.SIGTERM)  # type: ignore[union-attr]  # it has not ended, so it has started
    deadline = time.monotonic() + STOP_TIMEOUT
    while time.monotonic() < deadline and not all(child.has_ended() for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGTERM)  # what a leader forgot
    while time.monotonic() < deadline and not all(child.has_left_nobody() for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
