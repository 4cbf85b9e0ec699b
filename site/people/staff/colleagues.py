"""For which departments a colleague works, in which teams and roles: said by who looks after the accounts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext

from ground.actor import Actor
from people.errors import NotAllowed
from people.models import Department, Team, User
from records.service import write_audit


def set_departments(actor: Actor, user: User, departments: Iterable[Department]) -> None:
    """Let a colleague work for exactly these departments. NotAllowed for who may not say so; no line where nothing changes.

    Who leaves a department leaves its teams (people.signals).
    """
    _set(actor, user, user.departments, departments, "user.departments_set")


def set_teams(actor: Actor, user: User, teams: Iterable[Team]) -> None:
    """Let a colleague be a member of exactly these teams; which ones they lead stays. Raises as set_departments does."""
    _set(actor, user, user.teams, teams, "user.teams_set")


def set_roles(actor: Actor, user: User, roles: Iterable[Group]) -> None:
    """Give a colleague exactly these roles. Raises as set_departments does."""
    _set(actor, user, user.groups, roles, "user.roles_set")


def _set(actor: Actor, user: User, relation: Any, objects: Iterable[Model], event: str) -> None:  # noqa: ANN401  # a manager that Django makes at run time
    _require(actor, user)
    wanted = {each.pk for each in objects}
    with transaction.atomic():
        before = set(relation.values_list("pk", flat=True))
        if before == wanted:
            return
        relation.set(wanted)
        write_audit(actor, event, "user", user.pk, added=sorted(wanted - before), removed=sorted(before - wanted))


def may_place(by: User, user: User) -> bool:
    """Return whether somebody may say for which departments, teams and in which roles a colleague works.

    Only an administrator says so of an administrator, or of themselves: nobody reaches further by their own hand.
    """
    if not (by.is_active and by.has_perm("people.change_user")):
        return False
    return by.is_superuser or (by.pk != user.pk and not user.is_superuser)


def _require(actor: Actor, user: User) -> None:
    if actor.kind == "system":
        return
    by = User.objects.filter(pk=actor.id).first() if actor.kind == "staff" else None
    if by is None or not may_place(by, user):
        raise NotAllowed(gettext("U mag de diensten en rollen van %(name)s niet wijzigen.") % {"name": user})
