"""SQLite whose write transactions wait for each other in a queue of their own, instead of in SQLite's busy handler.

The busy handler sleeps 1, 2, 5, 10 … 100 ms between two tries, so that a short transaction is passed over again and again: that
was the slow end of submissions. Here a transaction first takes a lock on a file beside the database, tried each half
millisecond for as long as `timeout` says, and its BEGIN IMMEDIATE then succeeds at once. A statement outside a transaction,
and a program that does not know the file, still meet SQLite's own lock: the queue shortens the wait, it guards nothing.
"""

import fcntl
import os
import time

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

STEP = 0.0005
LONG_STEP = 0.005
LONG_STEP_AFTER = 0.1
"""Seconds after which LONG_STEP is soon enough: somebody writes much."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with the queue."""

    _queue_file = -1
    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> object:
        try:
            return super()._commit()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn()

    def _rollback(self) -> object:
        try:
            return super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn()

    def _close(self) -> object:
        try:
            return super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn()
            if self._queue_file >= 0:
                os.close(self._queue_file)
                self._queue_file = -1

    def _wait_for_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._has_turn or ":memory:" in name or "mode=memory" in name:
            return
        if self._queue_file < 0:
            self._queue_file = os.open(f"{name}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        began = time.monotonic()
        while not self._takes_turn():
            waited = time.monotonic() - began
            if waited > self.settings_dict["OPTIONS"].get("timeout", 5):
                raise OperationalError("database is locked (waited in the queue of writers)")
            time.sleep(STEP if waited < LONG_STEP_AFTER else LONG_STEP)

    def _takes_turn(self) -> bool:
        try:
            fcntl.flock(self._queue_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._has_turn = True
        return True

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            fcntl.flock(self._queue_file, fcntl.LOCK_UN)
