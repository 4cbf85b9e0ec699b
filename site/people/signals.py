"""What follows when a closing day, the city's contact data or somebody's departments change, by whichever door.

By signals, not by the models' own save() and delete(): who removes several at once (the admin's bulk action) calls neither.
"""

from typing import Any

from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save

from ground.content_changed import CLOSING_DAYS, announce
from ground.database.watched import watch
from people.models import CitySettings, ClosingDay, Department, Team, User


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    watch(CitySettings, ClosingDay, Department)
    for signal in (post_save, post_delete):
        signal.connect(_closing_days_changed, sender=ClosingDay, dispatch_uid="people.closing_days")
        signal.connect(_city_changed, sender=CitySettings, dispatch_uid="people.city")
    m2m_changed.connect(_departments_changed, sender=User.departments.through, dispatch_uid="people.teams")


def _closing_days_changed(**_kwargs: Any) -> None:
    announce("settings", CLOSING_DAYS)


def _city_changed(**_kwargs: Any) -> None:
    announce("settings", "city")


def _departments_changed(action: str, **_kwargs: Any) -> None:
    """Take who no longer works for a department out of its teams."""
    if action in ("post_remove", "post_clear"):
        leave_teams_of_other_departments()


def leave_teams_of_other_departments() -> None:
    """Take everybody out of the teams of departments for which they do not work. Two queries."""
    Team.members.through.objects.exclude(user__departments=F("team__department")).delete()
    Team.objects.exclude(lead=None).exclude(lead__departments=F("department")).update(lead=None)
