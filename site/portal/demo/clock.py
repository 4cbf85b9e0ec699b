"""A city with a past: what runs inside `at` believes that it is another moment."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let timezone.now() return the moment. For the loader's own process only, which does nothing else meanwhile.

    Everything in the product asks timezone.now() for the time, fields with auto_now_add among it, so that a case opened
    inside has the receipt, the audit line and the mail of that moment.
    """
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def working_moment(today: datetime.date, days_ago: int, hour: int = 10, minute: int = 12) -> datetime.datetime:
    """Return the moment on the weekday that lies `days_ago` weekdays before today; 0 is the last weekday till today."""
    day = today
    while day.weekday() > 4:
        day -= datetime.timedelta(days=1)
    for _ in range(days_ago):
        day -= datetime.timedelta(days=3 if day.weekday() == 0 else 1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))
