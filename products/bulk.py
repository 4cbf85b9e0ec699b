"""Many pages at once without a queue full of Wagtail's own tasks.

Wagtail enqueues two tasks for each save of a page (600 for 300 pages, ahead of any citizen's mail). Inside
`without_wagtail_tasks` none is made; what they would have done is done for the touched pages by `index_pages`.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from products.models import ProductPage


@contextmanager
def without_wagtail_tasks() -> Iterator[None]:
    """For a management command's own process: signal handlers and loggers are the process's.

    Wagtail's line in the log for each page would bury the command's own report.
    """
    log = logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    disconnected = [model for model in (ProductPage, Page) if post_save.disconnect(post_save_signal_handler, model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        log.setLevel(level)
        for model in disconnected:
            post_save.connect(post_save_signal_handler, sender=model)


def index_pages(ids: Iterable[int]) -> int:
    """Bring Wagtail's reference index and the admin's search along for these pages; returns how many there were."""
    count = 0
    for page in ProductPage.objects.filter(pk__in=list(ids)).iterator(chunk_size=50):
        ReferenceIndex.create_or_update_for_object(page)
        index.insert_or_update_object(page)
        count += 1
    return count
