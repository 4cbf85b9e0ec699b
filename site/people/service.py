"""The door of people."""

from people import notices
from people.city import closing_days
from people.department_belongings import Content
from people.departments import by_code as department_by_code
from people.models import CitySettings, ClosingDay
from people.seams import Belonging, DepartmentBelonging, belongings, department_belongings

__all__ = ["Belonging", "CitySettings", "ClosingDay", "belongings", "closing_days", "notices"]
