"""The door of counters."""

import datetime
from functools import cache

from counters.models import CitySettings, ClosingDay, OpeningException, OpeningRule, Place
from counters.opening import BRUSSELS, OpeningRules, Status, is_open, next_change, status_at
from counters.rules import closed_days, rules_of
from counters.visits import Visit, visit_by_slug
from counters.words import OpeningWords, opening_words
from ground.database.compiled_sql import CompiledSelect
from ground.holidays import belgian_holidays
from records.service import Sender

__all__ = [
    "BRUSSELS",
    "CitySettings",
    "ClosingDay",
    "OpeningException",
    "OpeningRule",
    "OpeningRules",
    "OpeningWords",
    "Place",
    "Status",
    "Visit",
    "belgian_holidays",
    "city_contact",
    "closed_days",
    "closing_days",
    "is_open",
    "message_sender",
    "next_change",
    "opening_words",
    "rules_of",
    "status_at",
    "visit_by_slug",
]


def closing_days() -> frozenset[datetime.date]:
    """Return the days on which the city administration is closed, holidays not among them. One query."""
    return frozenset(day.date for day in _closing_days()())


@cache
def _closing_days() -> CompiledSelect[ClosingDay]:
    return CompiledSelect(ClosingDay.objects.only("date").order_by())


def city_contact() -> CitySettings:
    """Return how to reach the city, for mails that leave without a request. One query."""
    return CitySettings.objects.first() or CitySettings()


def message_sender(place: str) -> Sender:
    """Return the city's contact data as each message carries them, and how to visit a place (its slug, or "")."""
    city, visit = city_contact(), visit_by_slug(place)
    return Sender(city.city_name, city.phone, city.email, visit.lines if visit else ())
