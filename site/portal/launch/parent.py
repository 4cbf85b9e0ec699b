"""Whether `make`, when it started us, was told to stop.

A terminal's Ctrl-C reaches make and us alike. A signal that is sent to make's process alone does not: GNU make then drops its
handler of SIGINT and waits for us in silence, for ever. So we look at what it catches, where the system shows that (Linux).
"""

import os
import signal
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Parent:
    """The make that started this process; pid is 0 when something else did."""

    pid: int
    caught: bool = field(default=False)

    def has_stopped(self) -> bool:
        """Return whether make is gone, or was interrupted and waits for us. Always False without make."""
        if not self.pid:
            return False
        return os.getppid() != self.pid or (self.caught and not catches_interrupt(self.pid))


def find() -> Parent:
    """Return the make that started this process, as it stands now."""
    pid = os.getppid() if "MAKELEVEL" in os.environ else 0
    return Parent(pid, bool(pid) and catches_interrupt(pid))


def catches_interrupt(pid: int) -> bool:
    """Return whether a process has a handler for SIGINT; False where the system does not say."""
    try:
        lines = (PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    mask = next((line.split()[1] for line in lines if line.startswith("SigCgt:")), "0")
    return bool(int(mask, 16) >> (signal.SIGINT - 1) & 1)
