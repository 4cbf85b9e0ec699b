"""Staff, their departments and teams; the city itself."""

from people.models.city import CitySettings, ClosingDay
from people.models.staff import Department, Team, User

__all__ = ["CitySettings", "ClosingDay", "Department", "Team", "User"]
