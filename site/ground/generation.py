"""The number of what is public now: another one after each commit that changed something public.

It is the time of change of one file under VAR_DIR, which all processes of the machine see (docs/decisions/004). Kept pages
(portal.cache) and what rarely changes (ground.snapshot) hold for one generation.
"""

import os
import time
from pathlib import Path

from django.conf import settings

FILE = "generation"
MAX_LAG = 0.05
"""Seconds in which a kept page may still go out after another process changed what it says."""

_recent = (0, 0.0)
"""The number as recent_generation() read it, and until when (monotonic) it holds."""


def generation() -> int:
    """Return the number of the present generation; 0 when nothing has changed since the installation. One stat."""
    try:
        return os.stat(f"{settings.VAR_DIR}/{FILE}").st_mtime_ns
    except FileNotFoundError:
        return 0


def recent_generation() -> int:
    """Return the number as it was at most MAX_LAG ago; what this process changed itself counts at once.

    For the event loop, which answers thousands of kept pages a second: during a stat the interpreter goes to another thread, and
    getting it back takes a seventh of the time of a kept page (docs/decisions/018-front.md).
    """
    global _recent
    number, until = _recent
    now = time.monotonic()
    if now >= until:
        number = generation()
        _recent = (number, now + MAX_LAG)
    return number


def new_generation() -> None:
    """Make everything old that is kept of the present one, in all processes of this machine."""
    global _recent
    file = Path(settings.VAR_DIR) / FILE
    file.touch()
    # In nanoseconds, set by us: the file system's own clock would give two changes in the same few milliseconds one time.
    now = time.time_ns()
    os.utime(file, ns=(now, now))
    _recent = (0, 0.0)
