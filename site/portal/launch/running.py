"""One running product for each VAR_DIR: who it is, and what a killed one left behind.

A supervisor that is killed (kill -9, no memory) cannot end its children: they go on, hold the port and the database, and belong
to nobody. So it writes down each child as it starts, and the next supervisor ends what is still there.
"""

import contextlib
import fcntl
import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ground.whole_file import write_whole
from portal.launch import processes

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A child of a supervisor that is gone: the process group that it led, and who is left of it."""

    name: str
    group: int
    left: tuple[processes.Process, ...]

    def signal(self, number: int) -> None:
        """Send a signal to the whole group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it ended meanwhile
            os.killpg(self.group, number)


class Running:
    """The record under VAR_DIR, and the lock that its supervisor holds as long as it lives."""

    def __init__(self, var: Path) -> None:
        self.file = var / "running.json"
        self._lock_file = var / "running.lock"
        self._lock: IO[str] | None = None
        self._children: dict[str, int] = {}

    def take(self) -> bool:
        """Become the one that runs; False while another does. The lock ends with this process, however it ends."""
        lock = self._lock_file.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def read_state(self) -> dict[str, Any]:
        """Return what the last supervisor wrote; {} when it wrote nothing that can be read."""
        try:
            state = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def orphans(self) -> list[Orphan]:
        """Return what a killed supervisor left: process groups that it started, checked by their start and folder."""
        state = self.read_state()
        if not state or state.get("boot") != processes.boot():
            return []
        orphans = []
        for child in state.get("children", []):
            left = tuple(
                process
                for process in processes.of_group(child["pid"])
                if process.started >= child["started"] and processes.works_in(process, ROOT)
            )
            if left:
                orphans.append(Orphan(child["name"], child["pid"], left))
        return orphans

    def started(self, name: str, pid: int) -> None:
        """Write down a child that just started, in the place of the one of that name before."""
        self._children[name] = pid
        children = []
        for each, number in self._children.items():
            process = processes.read(number)
            if process is not None:
                children.append({"name": each, "pid": number, "started": process.started})
        port = int(os.environ.get("PORT", "0"))
        state = {"boot": processes.boot(), "supervisor": os.getpid(), "port": port, "children": children}
        with contextlib.suppress(OSError):  # a full disk stops no start; only the next one cannot name this child
            write_whole(self.file, json.dumps(state))

    def over(self) -> None:
        """Say that nothing runs any more, and let another run."""
        self.file.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()


def stop(orphans: list[Orphan], patience: float) -> bool:
    """End orphans, by force after `patience` seconds; False when one is still there."""
    for orphan in orphans:
        orphan.signal(signal.SIGTERM)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(map(is_left, orphans)):
        time.sleep(0.05)
    for orphan in filter(is_left, orphans):
        orphan.signal(signal.SIGKILL)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(map(is_left, orphans)):
        time.sleep(0.05)
    return not any(map(is_left, orphans))


def is_left(orphan: Orphan) -> bool:
    """Return whether somebody of the group runs."""
    return bool(processes.of_group(orphan.group))
