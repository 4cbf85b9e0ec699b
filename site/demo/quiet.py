"""Loading much at once without filling the queue that citizens' mails go through."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend


@contextmanager
def without_wagtail_tasks() -> Iterator[None]:
    """Drop Wagtail's own tasks (two for each page that is saved); `index_everything` does their work at the end.

    A line in the log for each page would bury the sign-ins that `make run` prints; they are dropped too.
    """
    kept, log = task_backends["default"], logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    task_backends["default"] = DummyBackend("default", {"ENQUEUE_ON_COMMIT": False})
    try:
        yield
    finally:
        task_backends["default"] = kept
        log.setLevel(level)


def index_everything() -> None:
    """Bring the admin's reference index and search along with all that was loaded."""
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
