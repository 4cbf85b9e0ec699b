"""A city with a past: what runs inside `at` believes that it is another moment."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from cases.dates import working_days
from cases.deadlines import DAY


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
    """Return a moment on the working day that lies `days_ago` working days before today, 0 for the last one till today."""
    calendar = working_days()
    day, left = today, days_ago
    while left or not calendar.is_working_day(day):
        left -= calendar.is_working_day(day)
        day -= DAY
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))
