"""A city's own roles: copies of others, which it changes as it likes."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from ground.actor import Actor
from people.errors import NotAllowed
from people.models import Role, User
from records.service import write_audit


def copy(actor: Actor, by: User, group: Group) -> Group:
    """Return a role of the city's own that gives what another gives. Raises NotAllowed."""
    if not (by.is_active and by.has_perm("auth.add_group")):
        raise NotAllowed(gettext("U mag geen rollen maken."))
    with transaction.atomic():
        made = Group.objects.create(name=_free_name(group))
        Role.objects.create(group=made, code=f"own-{made.pk}")
        made.permissions.set(group.permissions.all())
        for model in (GroupPagePermission, GroupCollectionPermission):
            for row in model.objects.filter(group=group):
                row.pk, row.group = None, made
                row.save(force_insert=True)
        write_audit(actor, "role.copied", "role", made.pk, of=group.pk)
    return made


def _free_name(group: Group) -> str:
    name = base = gettext("%(name)s (kopie)") % {"name": group.name}
    number = 2
    while Group.objects.filter(name=name).exists():
        name, number = f"{base} {number}", number + 1
    return name


def is_locked(group: Group) -> bool:
    """Return whether a role is built in, and so changed by nobody here."""
    role: Role | None = getattr(group, "role", None)
    return role is not None and role.is_locked
