"""What follows when a closing day or the city's contact data changes, by whichever door.

By signals, not by the models' own save() and delete(): who removes several at once (the admin's bulk action) calls neither.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from ground.content_changed import CLOSING_DAYS, announce
from people.models import CitySettings, ClosingDay


def connect() -> None:
    """Called when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_closing_days_changed, sender=ClosingDay, dispatch_uid="people.closing_days")
        signal.connect(_city_changed, sender=CitySettings, dispatch_uid="people.city")


def _closing_days_changed(**_kwargs: Any) -> None:
    announce("settings", CLOSING_DAYS)


def _city_changed(**_kwargs: Any) -> None:
    announce("settings", "city")
