"""The public pages of places."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from counters.opening import next_change, week_of
from counters.rules import all_places, kept_rules
from counters.words import day_words
from ground.cacheable import cacheable
from ground.calendar import BRUSSELS
from ground.page_expiry import expires


@cacheable
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Show all places with how they are now."""
    return render(request, "counters/places.html", {"places": all_places()})


@cacheable
@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one place: where, how to reach it, and the hours of the coming seven days."""
    place = next((place for place in all_places() if place.slug == slug), None)
    if place is None:
        raise Http404
    now = timezone.now()
    rules = kept_rules(place)
    expires(request, next_change(rules, now))
    today = now.astimezone(BRUSSELS).date()
    week = [(day, day_words(day), _name(day.date, today)) for day in week_of(rules, today)]
    return render(request, "counters/place.html", {"place": place, "week": week, "today": today})


def _name(date: datetime.date, today: datetime.date) -> str:
    return {0: gettext("Vandaag"), 1: gettext("Morgen")}.get((date - today).days, "")
