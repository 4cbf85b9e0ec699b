"""What follows when a place, a closing day or the city's contact data changes, by whichever door.

By signals, not by the models' own save() and delete(): who removes several at once (the admin's bulk action) calls neither.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from counters.models import CitySettings, ClosingDay, Place
from ground.content_changed import CLOSING_DAYS, announce


def connect() -> None:
    """Called when the app is ready. A place tells by itself that it was saved: its hours are written after its row."""
    post_delete.connect(_place_removed, sender=Place, dispatch_uid="counters.place_removed")
    for signal in (post_save, post_delete):
        signal.connect(_closing_days_changed, sender=ClosingDay, dispatch_uid="counters.closing_days")
        signal.connect(_city_changed, sender=CitySettings, dispatch_uid="counters.city")


def _place_removed(instance: Place, **_kwargs: Any) -> None:
    announce("place", instance.pk, "removed")


def _closing_days_changed(**_kwargs: Any) -> None:
    announce("settings", CLOSING_DAYS)


def _city_changed(**_kwargs: Any) -> None:
    announce("settings", "city")
