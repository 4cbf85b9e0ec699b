"""The door of people."""

from people.city import closing_days
from people.models import CitySettings, ClosingDay
from people.seams import Belonging, belongings

__all__ = ["Belonging", "CitySettings", "ClosingDay", "belongings", "closing_days"]
