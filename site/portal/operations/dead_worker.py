"""What the background worker does when one of its processes was killed: end as a whole, to be started again.

django-q2 puts a new process in the place of a dead one, on the same queues. A process that waits on a multiprocessing queue
holds its lock, and dies with it: the new one then waits for ever, and no mail and no scheduled page leaves the house. Tried with
kill -9 of an idle worker, as the kernel does when memory runs out. Whoever runs the product (portal.launch.run, systemd) starts
it again, with new queues; the task that was in hand runs again after `retry`.
"""

import os
from multiprocessing.process import BaseProcess

from django_q.cluster import Sentinel
from django_q.conf import logger

library_reincarnate = Sentinel.reincarnate


def reincarnate(sentinel: Sentinel, process: BaseProcess) -> None:
    """Replace a process that ended by itself (recycled, out of time, database away); after a kill end the cluster."""
    if process.exitcode is None or process.exitcode >= 0:
        library_reincarnate(sentinel, process)
        return
    logger.critical("A process of the worker was killed (signal %s): the worker ends.", -process.exitcode)
    for child in (*sentinel.pool, sentinel.monitor, sentinel.pusher):
        child.kill()
    os._exit(1)  # nothing to tidy: whatever waits on a queue could wait for ever; the parent ends when this process has


def install() -> None:
    """Let every cluster of this process do so."""
    Sentinel.reincarnate = reincarnate
