"""What follows when the front page is saved, by whichever door."""

from typing import Any

from django.db.models.signals import post_save

from front import accessibility
from front.models import ContentPage, HomePage
from ground.database.watched import watch
from products.service import set_top_tasks


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    watch(HomePage, ContentPage)
    accessibility.connect()
    post_save.connect(_home_saved, sender=HomePage, dispatch_uid="front.home_saved")


def _home_saved(
    instance: HomePage, raw: bool = False, update_fields: frozenset[str] | None = None, **_kwargs: Any
) -> None:
    """Set the top tasks by the page's own row, which says what is public. A draft saves the row too, but not this field."""
    is_draft = update_fields is not None and "top_tasks" not in update_fields
    if instance.live and not raw and not is_draft:
        set_top_tasks(instance.top_task_ids)
