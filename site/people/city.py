"""The city as others read it: ground's frame, filled, and the days on which it is closed."""

import datetime
from functools import cache

from django.http import HttpRequest

from ground.database.compiled_sql import CompiledSelect
from ground.frame import Frame
from people.models import CitySettings, ClosingDay


def frame_of(request: HttpRequest | None) -> Frame:
    """Return how to reach the city. At most two queries a request (Wagtail keeps the settings on it); one without a request."""
    if request is not None:
        return _frame(CitySettings.for_request(request))
    return _frame(CitySettings.objects.first() or CitySettings())


def default_frame() -> Frame:
    """Return what is said when nobody can be asked. No query."""
    return _frame(CitySettings())


def _frame(city: CitySettings) -> Frame:
    return Frame(city.city_name, city.phone, city.email, city.address)


def closing_days() -> frozenset[datetime.date]:
    """Return the days on which the city administration is closed, holidays not among them. One query."""
    return frozenset(day.date for day in _closing_days()())


@cache
def _closing_days() -> CompiledSelect[ClosingDay]:
    return CompiledSelect(ClosingDay.objects.only("date").order_by())
