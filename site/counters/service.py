"""The door of counters."""

from counters.models import OpeningException, OpeningRule, Place
from counters.opening import OpeningRules, Status, is_open, next_change, status_at
from counters.rules import all_places, closed_days, rules_of
from counters.visits import Visit, visit_by_slug
from counters.words import OpeningWords, opening_words
from ground.calendar import BRUSSELS, belgian_holidays
from ground.frame import frame
from records.service import Sender

__all__ = [
    "BRUSSELS",
    "OpeningException",
    "OpeningRule",
    "OpeningRules",
    "OpeningWords",
    "Place",
    "Status",
    "Visit",
    "all_places",
    "belgian_holidays",
    "closed_days",
    "is_open",
    "message_sender",
    "next_change",
    "opening_words",
    "rules_of",
    "status_at",
    "visit_by_slug",
]


def message_sender(place: str) -> Sender:
    """Return the city's contact data as each message carries them, and how to visit a place (its slug, or "")."""
    city, visit = frame(), visit_by_slug(place)
    return Sender(city.city_name, city.phone, city.email, visit.lines if visit else ())
