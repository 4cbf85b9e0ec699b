"""Staff, their roles, departments and teams; the city itself."""

from people.models.approval import DepartmentApprovalTask
from people.models.city import CitySettings, ClosingDay
from people.models.notice import NoticeChoice
from people.models.role import Role
from people.models.staff import Department, Team, User

__all__ = [
    "CitySettings",
    "ClosingDay",
    "Department",
    "DepartmentApprovalTask",
    "NoticeChoice",
    "Role",
    "Team",
    "User",
]
