"""Where to go and when, in lines of text, for pages and mails that send somebody to a counter."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from counters.models import Place
from counters.opening import week_of
from counters.rules import rules_of
from counters.words import day_words
from ground.calendar import BRUSSELS


@dataclass(frozen=True, slots=True)
class Visit:
    """A place to go to. hours: a line for each run of the coming seven days with the same hours; url: absolute, its own page."""

    name: str
    address: str
    hours: tuple[str, ...]
    url: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, a line each."""
        return (self.name, self.address, *self.hours, self.url)


def visit_to(place: Place, at: datetime.datetime | None = None) -> Visit:
    """Return how to visit a place from a moment on, with its closing days and other hours. Three queries at most."""
    today = (at or timezone.now()).astimezone(BRUSSELS).date()
    week = [(day.date, day_words(day)) for day in week_of(rules_of(place), today)]
    runs = [(hours, [date for date, _hours in days]) for hours, days in groupby(week, key=lambda day: day[1]) if hours]
    hours = tuple(f"{_days_in_words(dates)}: {gettext(' en ').join(lines)}" for lines, dates in runs)
    address = f"{place.street}, {place.postal_code} {place.city}"
    return Visit(place.name, address, hours, f"{settings.SITE_URL}{place.get_absolute_url()}")


def _days_in_words(dates: list[datetime.date]) -> str:
    """Return days that follow each other: "maandag 30 november tot en met vrijdag 4 december"."""
    first, last = date_format(dates[0], "l j F"), date_format(dates[-1], "l j F")
    if len(dates) == 1:
        return first
    days = {"first": first, "last": last}
    return (
        gettext("%(first)s en %(last)s") % days if len(dates) == 2 else gettext("%(first)s tot en met %(last)s") % days
    )


def visit_by_slug(slug: str) -> Visit | None:
    """Return how to visit the place of a slug; None when there is none (any more). Four queries at most."""
    place = Place.objects.filter(slug=slug).first() if slug else None
    return visit_to(place) if place else None
