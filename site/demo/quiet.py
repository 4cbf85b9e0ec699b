"""Loading much at once without filling the queue that citizens' mails go through."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.signals import page_slug_changed

from ground.content_changed import followers
from search.service import rebuild


@contextmanager
def without_wagtail_tasks() -> Iterator[None]:
    """Drop Wagtail's own tasks (two for each page that is saved); `index_everything` does their work at the end.

    A line in the log for each page would bury the sign-ins that `make run` prints; they are dropped too. So are redirects from
    the addresses that products had before they were ever online.
    """
    kept, log = task_backends["default"], logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
    task_backends["default"] = DummyBackend("default", {"ENQUEUE_ON_COMMIT": False})
    try:
        yield
    finally:
        page_slug_changed.connect(autocreate_redirects_on_slug_change)
        task_backends["default"] = kept
        log.setLevel(level)


@contextmanager
def search_follows_at_the_end() -> Iterator[None]:
    """Write the index once for all that is loaded, instead of for each thing as it comes."""
    with followers.temporarily("search", lambda change: None):
        yield
    rebuild()


def index_everything() -> None:
    """Bring the admin's reference index and search along with all that was loaded."""
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
