"""What visitors said and how often pages were opened goes after its term."""

import datetime

from django.conf import settings
from django.utils import timezone

from front.models import Feedback, PathCount

PATH_COUNT_DAYS = 396
"""Thirteen months: this month beside that of last year."""


def purge_feedback(today: datetime.date | None = None) -> int:
    """Delete what visitors said more than FEEDBACK_DAYS ago, handled or not; return how many."""
    oldest = (today or timezone.localdate()) - datetime.timedelta(days=settings.FEEDBACK_DAYS)
    return Feedback.objects.filter(day__lt=oldest).delete()[0]


def purge_path_counts(today: datetime.date | None = None) -> int:
    """Delete the counts of days longer ago than PATH_COUNT_DAYS; return how many rows."""
    oldest = (today or timezone.localdate()) - datetime.timedelta(days=PATH_COUNT_DAYS)
    return PathCount.objects.filter(day__lt=oldest).delete()[0]
