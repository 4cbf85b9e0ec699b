"""The city as others read it: ground's frame, filled, and the days on which it is closed."""

import datetime
import re
import unicodedata
from functools import cache

from django.http import HttpRequest
from wagtail.models import Site

from ground.database.compiled_sql import CompiledSelect
from ground.frame import Frame
from ground.snapshot import kept, last_known
from ground.wagtail_site import site_of
from people.models import CitySettings, ClosingDay


def frame_of(request: HttpRequest | None) -> Frame:
    """Return how to reach the city. At most four queries a generation; one without a request."""
    site = site_of(request) if request is not None else None
    return _frame_at(site.pk) if site is not None else _frame(CitySettings.objects.first() or CitySettings())


@kept
def _frame_at(site_id: int) -> Frame:
    return _frame(CitySettings.objects.filter(site=site_id).first() or CitySettings())


def default_frame() -> Frame:
    """Return what is said when nobody can be asked: what was read last, where memory still has it, else nothing. No query."""
    return last_known(_frame_at) or Frame()


def _frame(city: CitySettings) -> Frame:
    return Frame(city.city_name, city.phone, city.email, city.address, city.complaints)


def describe_city(site: Site, name: str, **reach: str) -> tuple[CitySettings, bool]:
    """Fill in what is empty of the city's name, the letters of its numbers, and how to reach it; nothing that was filled in.

    Returns the settings and whether the name was filled in now. Raises ValidationError.
    """
    city, _made = CitySettings.objects.get_or_create(site=site)
    is_new = not city.city_name
    given = {"city_name": name, "reference_prefix": prefix_of(name) if is_new else "", **reach}
    filled = [field for field, value in given.items() if value and not getattr(city, field)]
    for field in filled:
        setattr(city, field, given[field])
    if filled or not city.city_name:
        city.full_clean()
        city.save()
    return city, is_new


def prefix_of(name: str) -> str:
    """Return the letters with which numbers of a city's cases may begin; "" where its name has too few.

    >>> [prefix_of(name) for name in ("Teststad", "De Panne", "Sint-Pieters-Leeuw", "'s-Gravenvoeren", "Ä")]
    ['TE', 'DP', 'SPL', 'SG', '']
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall("[A-Z]+", plain)
    initials = "".join(word[0] for word in words)[:MAX_PREFIX]
    letters = initials if len(initials) >= MIN_PREFIX else "".join(words)[:MIN_PREFIX]
    return letters if len(letters) >= MIN_PREFIX else ""


MIN_PREFIX, MAX_PREFIX = 2, 3
NO_PREFIX = "ZK"
"""What numbers of cases begin with where the city chose nothing: "zaak"."""


@kept
def reference_prefix() -> str:
    """Return the two or three capitals with which numbers of new cases begin. One query a generation."""
    chosen = CitySettings.objects.order_by("-site__is_default_site", "pk").values_list("reference_prefix", flat=True)
    return chosen.first() or NO_PREFIX


@kept
def closing_days() -> frozenset[datetime.date]:
    """Return the days on which the city administration is closed, holidays not among them. One query a generation."""
    return frozenset(day.date for day in _closing_days()())


@cache
def _closing_days() -> CompiledSelect[ClosingDay]:
    return CompiledSelect(ClosingDay.objects.only("date").order_by())
