"""The door of people."""

from people import notices
from people.checklist import CheckItem, checklist
from people.checklist import may_see as may_see_checklist
from people.city import closing_days, describe_city, reference_prefix
from people.finders import Finder, Hit, finders, has_any, hits, listed_at, of_model
from people.models import CitySettings, ClosingDay
from people.organisation.department_belongings import Content
from people.organisation.departments import by_code as department_by_code
from people.seams import Belonging, DepartmentBelonging, belongings, department_belongings
from people.signing_in.invitations import is_open_for as waits_for_password
from people.signing_in.invitations import link_to_hand_over
from people.staff.finder import named

__all__ = [
    "Belonging",
    "CheckItem",
    "CitySettings",
    "ClosingDay",
    "Content",
    "DepartmentBelonging",
    "Finder",
    "Hit",
    "belongings",
    "checklist",
    "closing_days",
    "department_belongings",
    "department_by_code",
    "describe_city",
    "finders",
    "has_any",
    "hits",
    "link_to_hand_over",
    "listed_at",
    "may_see_checklist",
    "named",
    "notices",
    "of_model",
    "reference_prefix",
    "waits_for_password",
]
