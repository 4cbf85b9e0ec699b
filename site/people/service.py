"""The door of people."""

from people import notices
from people.checklist import CheckItem, checklist
from people.checklist import may_see as may_see_checklist
from people.city import closing_days, describe_city, reference_prefix
from people.department_belongings import Content
from people.departments import by_code as department_by_code
from people.invitations import is_open_for as waits_for_password
from people.invitations import link_to_hand_over
from people.models import CitySettings, ClosingDay
from people.seams import Belonging, DepartmentBelonging, belongings, department_belongings

__all__ = [
    "Belonging",
    "CheckItem",
    "CitySettings",
    "ClosingDay",
    "Content",
    "DepartmentBelonging",
    "belongings",
    "checklist",
    "closing_days",
    "department_belongings",
    "department_by_code",
    "describe_city",
    "link_to_hand_over",
    "may_see_checklist",
    "notices",
    "reference_prefix",
    "waits_for_password",
]
