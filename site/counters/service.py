"""The door of counters."""

import datetime

from counters.models import CitySettings, ClosingDay, Place

__all__ = ["CitySettings", "Place", "city_contact", "closing_days"]


def closing_days() -> frozenset[datetime.date]:
    """Return the days on which the city administration is closed, holidays not among them. One query."""
    return frozenset(ClosingDay.objects.values_list("date", flat=True))


def city_contact() -> CitySettings:
    """Return how to reach the city, for mails that leave without a request. One query."""
    return CitySettings.objects.first() or CitySettings()
