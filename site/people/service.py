"""The door of people."""

from people import notices
from people.city import closing_days, describe_city, reference_prefix
from people.department_belongings import Content
from people.departments import by_code as department_by_code
from people.models import CitySettings, ClosingDay
from people.seams import Belonging, DepartmentBelonging, belongings, department_belongings

__all__ = [
    "Belonging",
    "CitySettings",
    "ClosingDay",
    "Content",
    "DepartmentBelonging",
    "belongings",
    "closing_days",
    "department_belongings",
    "department_by_code",
    "describe_city",
    "notices",
    "reference_prefix",
]
