"""The number of what is public now: another one after each commit that changed something public.

It is the time of change of one file under VAR_DIR, which all processes of the machine see (docs/decisions/004). Kept pages
(portal.cache) and what rarely changes (ground.snapshot) hold for one generation.
"""

import os
import time
from pathlib import Path

from django.conf import settings

FILE = "generation"


def generation() -> int:
    """Return the number of the present generation; 0 when nothing has changed since the installation. One stat."""
    try:
        return os.stat(f"{settings.VAR_DIR}/{FILE}").st_mtime_ns
    except FileNotFoundError:
        return 0


def new_generation() -> None:
    """Make everything old that is kept of the present one, in all processes of this machine."""
    file = Path(settings.VAR_DIR) / FILE
    file.touch()
    # In nanoseconds, set by us: the file system's own clock would give two changes in the same few milliseconds one time.
    now = time.time_ns()
    os.utime(file, ns=(now, now))
