"""What a process counts in memory, written down now and then by a thread of its own.

What was not written yet when a process is killed is lost, no more: a count is worth less than a visitor's time.
"""

import atexit
import multiprocessing.util
import os
import threading
from collections.abc import Callable, Sized
from typing import Any

import structlog
from django.db import connection

log = structlog.get_logger(__name__)


class PeriodicFlush:
    """Calls `flush` every few seconds, and once more when the process ends with something pending. One for each process.

    Starts with the first count, after any fork.
    """

    def __init__(self, name: str, flush: Callable[[], Any], pending: Sized) -> None:
        self.name, self.flush, self.pending = name, flush, pending
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._runs_in = 0

    def start(self, seconds: float) -> None:
        """Start the thread where it does not run in this process yet; not at all for 0 seconds."""
        if self._runs_in == os.getpid() or not seconds:
            return
        with self._lock:
            if self._runs_in == os.getpid():
                return
            self._runs_in = os.getpid()
        threading.Thread(target=self._run, args=(seconds,), name=self.name, daemon=True).start()
        atexit.register(self._last)
        # A worker process of a web server that was forked leaves without atexit.
        multiprocessing.util.Finalize(None, self._last, exitpriority=10)

    def _run(self, seconds: float) -> None:
        while True:
            self._wake.wait(seconds)
            self._flush_and_close()

    def _flush_and_close(self) -> None:
        try:
            self.flush()
        except Exception:  # a bug in counting must not end the thread, nor fail what is counted
            log.exception("flush_failed", thread=self.name)
        finally:
            connection.close()

    def _last(self) -> None:
        if len(self.pending):
            self._flush_and_close()
