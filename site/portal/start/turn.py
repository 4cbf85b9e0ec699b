"""One setup at a time: two would both migrate."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from portal.env import locked

KEY = 7_410_020
"""Any number that nothing else of ours locks."""


@contextmanager
def turn() -> Iterator[None]:
    """Wait for another setup on this machine, and on PostgreSQL for one on any machine."""
    file = settings.VAR_DIR / "setup.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    with locked(file):
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])  # of the session: migrations commit meanwhile
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
