"""What "public now" means: asked in one way by every page, list, index and API."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone


def unexpired(at: datetime | None = None) -> Q:
    """Return the condition of what has an expire_at that it is not past, now unless told.

    What is past its expiry is gone at that second, not when `publish_scheduled` comes by.
    """
    return Q(expire_at=None) | Q(expire_at__gt=at or timezone.now())


def is_expired(item: Any) -> bool:
    """Return the same of one row in hand: True when it is past its expiry."""
    return item.expire_at is not None and item.expire_at <= timezone.now()


def visible(pages: Any) -> Any:
    """Return only pages (a PageQuerySet) that are live, not past their expiry and behind no view restriction. One query more."""
    return pages.live().public().filter(unexpired())
