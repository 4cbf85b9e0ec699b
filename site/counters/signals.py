"""What follows when a place is removed, by whichever door: its own delete(), or the admin's bulk action, which calls none."""

from typing import Any

from django.db.models.signals import post_delete

from counters.models import OpeningException, OpeningRule, Place
from ground.content_changed import announce
from ground.database.watched import watch


def connect() -> None:
    """Connect the receiver, when the app is ready. That it was saved a place tells by itself: its hours come after its row."""
    watch(Place, OpeningRule, OpeningException)
    post_delete.connect(_place_removed, sender=Place, dispatch_uid="counters.place_removed")


def _place_removed(instance: Place, **_kwargs: Any) -> None:
    announce("place", instance.pk, "removed")
