"""What Linux tells about running processes. Elsewhere nothing is told, and whoever asks goes without."""

from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """A process that runs. Times are in the system's ticks; `started` counts from its start, so pid and it name one process."""

    pid: int
    group: int
    session: int
    started: int
    cpu: int


def read(pid: int) -> Process | None:
    """Return a process, or None when it has ended (a dead one that nobody took note of counts as ended)."""
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # proc_pid_stat(5): after the name in brackets come state, parent, group, session; utime is the 14th, starttime the 22nd.
    fields = text.rpartition(")")[2].split()
    if fields[0] in "ZX":
        return None
    return Process(pid, int(fields[2]), int(fields[3]), int(fields[19]), int(fields[11]) + int(fields[12]))


def of_group(group: int) -> list[Process]:
    """Return the processes of a group, its leader there or not."""
    pids = [int(entry.name) for entry in PROC.glob("[0-9]*")]
    return [process for process in map(read, pids) if process is not None and process.group == group]


def works_in(process: Process, folder: Path) -> bool:
    """Return whether a process has `folder` as its working directory."""
    try:
        return (PROC / str(process.pid) / "cwd").resolve(strict=True) == folder
    except OSError:
        return False


def boot() -> str:
    """Return what names this start of the system: a pid and its start mean nothing after the next one."""
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
