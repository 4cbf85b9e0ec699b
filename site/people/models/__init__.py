"""Staff and their departments; the city itself."""

from people.models.city import CitySettings, ClosingDay
from people.models.staff import Department, User

__all__ = ["CitySettings", "ClosingDay", "Department", "User"]
