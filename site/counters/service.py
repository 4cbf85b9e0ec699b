"""The door of counters."""

import datetime

from counters.models import ClosingDay, Place

__all__ = ["Place", "closing_days"]


def closing_days() -> frozenset[datetime.date]:
    """Return the days on which the city administration is closed, holidays not among them. One query."""
    return frozenset(ClosingDay.objects.values_list("date", flat=True))
