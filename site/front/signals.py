"""What follows when the front page is saved, by whichever door."""

from typing import Any

from django.db.models.signals import post_save

from front.models import HomePage
from products.service import set_top_tasks


def connect() -> None:
    """Called when the app is ready."""
    post_save.connect(_home_saved, sender=HomePage, dispatch_uid="front.home_saved")


def _home_saved(instance: HomePage, raw: bool = False, **_kwargs: Any) -> None:
    """A draft is kept as a revision: the page's own row, which is saved here, says what is public."""
    if instance.live and not raw:
        set_top_tasks(instance.top_task_ids)
