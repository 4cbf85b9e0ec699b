"""Until when a page that is being made stays true; the page cache lets it go at that moment."""

import datetime

from django.http import HttpRequest

ATTRIBUTE = "page_expires"
HEADER = "Stadswinkel-Expires"
"""Unix time, for the page cache only, which takes it off before the answer leaves the house."""


def expires(request: HttpRequest | None, at: datetime.datetime) -> None:
    """Say that something on the page stops being true at an aware moment; the earliest one counts."""
    if request is None:
        return
    earlier = getattr(request, ATTRIBUTE, None)
    setattr(request, ATTRIBUTE, min(earlier, at) if earlier else at)


def expiry_of(request: HttpRequest) -> int | None:
    """Return the earliest such moment as Unix time, or None."""
    moment: datetime.datetime | None = getattr(request, ATTRIBUTE, None)
    return int(moment.timestamp()) if moment else None
