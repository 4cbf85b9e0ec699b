"""For which departments a colleague works: given and taken away by who looks after the accounts."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext

from ground.actor import Actor
from people.errors import NotAllowed
from people.models import Department, User
from records.service import write_audit


def set_departments(actor: Actor, user: User, departments: Iterable[Department]) -> None:
    """Let a colleague work for exactly these departments. NotAllowed for who may not say so; no line where nothing changes.

    Who leaves a department leaves its teams (people.signals).
    """
    _require(actor, user)
    wanted = {department.pk: department for department in departments}
    with transaction.atomic():
        before = set(user.departments.values_list("pk", flat=True))
        if before == set(wanted):
            return
        user.departments.set(wanted.values())
        write_audit(
            actor,
            "user.departments_set",
            "user",
            user.pk,
            added=sorted(set(wanted) - before),
            removed=sorted(before - set(wanted)),
        )


def may_set_departments(by: User, user: User) -> bool:
    """Return whether somebody may say for which departments a colleague works.

    Only an administrator says so of an administrator, or of themselves: nobody reaches further by their own hand.
    """
    if not (by.is_active and by.has_perm("people.change_user")):
        return False
    return by.is_superuser or (by.pk != user.pk and not user.is_superuser)


def _require(actor: Actor, user: User) -> None:
    if actor.kind == "system":
        return
    by = User.objects.filter(pk=actor.id).first() if actor.kind == "staff" else None
    if by is None or not may_set_departments(by, user):
        raise NotAllowed(gettext("U mag de diensten van %(name)s niet wijzigen.") % {"name": user})
