"""Where the city can be reached: places with opening hours, closing days, and the city's own contact data."""

from counters.models.city import CitySettings, ClosingDay
from counters.models.place import OpeningException, OpeningRule, Place

__all__ = ["CitySettings", "ClosingDay", "OpeningException", "OpeningRule", "Place"]
