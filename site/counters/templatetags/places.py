"""When places are open, for templates."""

import datetime
from typing import Any

from django import template
from django.utils import timezone

from counters.models import Place
from counters.opening import Day, day_of
from counters.rules import closed_days, rules_of
from counters.words import OpeningWords, day_words, opening_words
from ground.calendar import BRUSSELS
from ground.page_expiry import expires

register = template.Library()


@register.simple_tag(takes_context=True)
def opening(context: template.Context, place: Place) -> OpeningWords:
    """Return how a place is now, in words; the page then expires from the cache when they stop being true."""
    words = opening_words(rules_of(place, _closed(context)), timezone.now())
    expires(context.get("request"), words.until)
    return words


@register.simple_tag(takes_context=True)
def today_at(context: template.Context, place: Place) -> tuple[Day, list[str]]:
    """Return today at a place, and its hours in words. Use it beside `opening`, which makes the page expire in time."""
    today = timezone.now().astimezone(BRUSSELS).date()
    day = day_of(rules_of(place, _closed(context)), today)
    return day, day_words(day)


def _closed(context: template.Context) -> dict[datetime.date, str]:
    """Return the closed days; they are read once for a request."""
    request: Any = context.get("request")
    closed: dict[datetime.date, str] | None = getattr(request, "closed_days", None)
    if closed is None:
        closed = closed_days()
        if request is not None:
            request.closed_days = closed
    return closed
