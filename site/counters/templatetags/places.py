"""When places are open, for templates."""

import datetime

from django import template
from django.utils import timezone

from counters.models import Place
from counters.opening import Day, day_of
from counters.rules import kept_rules
from counters.words import OpeningWords, day_words, opening_words
from ground.calendar import BRUSSELS
from ground.page_expiry import expires
from ground.snapshot import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def opening(context: template.Context, place: Place) -> OpeningWords:
    """Return how a place is now, in words; the page then expires from the cache when they stop being true."""
    words = _words_at(place, timezone.now().replace(second=0, microsecond=0))
    expires(context.get("request"), words.until)
    return words


@kept
def _words_at(place: Place, minute: datetime.datetime) -> OpeningWords:
    return opening_words(kept_rules(place), minute)


@register.simple_tag
def today_at(place: Place) -> tuple[Day, list[str]]:
    """Return today at a place, and its hours in words. Use it beside `opening`, which makes the page expire in time."""
    today = timezone.now().astimezone(BRUSSELS).date()
    day = day_of(kept_rules(place), today)
    return day, day_words(day)
