"""The city as others read it: ground's frame, filled, and the days on which it is closed."""

import datetime
from functools import cache

from django.http import HttpRequest

from ground.database.compiled_sql import CompiledSelect
from ground.frame import Frame
from ground.snapshot import kept
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
    """Return what is said when nobody can be asked. No query."""
    return _frame(CitySettings())


def _frame(city: CitySettings) -> Frame:
    return Frame(city.city_name, city.phone, city.email, city.address)


@kept
def closing_days() -> frozenset[datetime.date]:
    """Return the days on which the city administration is closed, holidays not among them. One query a generation."""
    return frozenset(day.date for day in _closing_days()())


@cache
def _closing_days() -> CompiledSelect[ClosingDay]:
    return CompiledSelect(ClosingDay.objects.only("date").order_by())
