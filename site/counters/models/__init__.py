"""Where the city can be reached: places with opening hours, closing days, and the city's own contact data."""

from counters.models.place import OpeningException, OpeningRule, Place

__all__ = ["OpeningException", "OpeningRule", "Place"]
