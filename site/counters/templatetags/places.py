"""When places are open, for templates."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from counters.models import Place
from counters.opening import Day, day_of
from counters.rules import all_places, kept_rules
from counters.words import OpeningWords, day_words, opening_words
from ground.calendar import BRUSSELS
from ground.page_expiry import expires
from ground.snapshot import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def opening(context: template.Context, place: Place) -> OpeningWords:
    """Return how a place is now, in words; the page then expires from the cache when they stop being true."""
    words = _words_at(place, timezone.now().replace(second=0, microsecond=0), get_language())
    expires(context.get("request"), words.until)
    return words


@dataclass(frozen=True, slots=True)
class PlacesNow:
    """Places with how they are now, those that are open first; until_timestamp: when that stops being true, for site.js."""

    rows: Sequence[tuple[Place, OpeningWords]]
    until_timestamp: str


OPEN_FIRST = ("ok", "warn", "plain")


@register.simple_tag(takes_context=True)
def places_now(context: template.Context, limit: int) -> PlacesNow | None:
    """Return that many places of the city as `open_first` does; None for a city without any.

    The page then expires when any place opens or closes, also one that is not shown: another one may come in its place.
    """
    places = all_places()
    if not places:
        return None
    now = open_first(context, places)
    return replace(now, rows=now.rows[:limit])


@register.simple_tag(takes_context=True)
def open_first(context: template.Context, places: Sequence[Place]) -> PlacesNow:
    """Return these places, the open ones first, then those that open soonest; the page expires when one opens or closes."""
    rows = sorted(
        ((place, opening(context, place)) for place in places),
        key=lambda row: (OPEN_FIRST.index(row[1].kind), row[1].opens, row[0].name),
    )
    until = min((words.until_timestamp for _place, words in rows), key=int, default="")
    return PlacesNow(rows, until)


@kept
def _words_at(place: Place, minute: datetime.datetime, _language: str | None) -> OpeningWords:
    return opening_words(kept_rules(place), minute)


@register.simple_tag
def today_at(place: Place) -> tuple[Day, list[str]]:
    """Return today at a place, and its hours in words. Use it beside `opening`, which makes the page expire in time."""
    today = timezone.now().astimezone(BRUSSELS).date()
    day = day_of(kept_rules(place), today)
    return day, day_words(day)
