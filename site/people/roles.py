"""The roles: what each gives is said by the apps, in their `rights.py`. `sync()` makes the groups say the same."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Collection, GroupCollectionPermission

from ground.registry import Registry

EDITOR, HANDLER, LEAD, COUNTER = "Redacteurs", "Behandelaars", "Teamleiders", "Balie"
EXCLUDED_CASES = "Beheerders van afgeschermde zaken"
"""What an administrator needs besides to see a case from which a team is excluded."""

ROLES = (EDITOR, HANDLER, LEAD, COUNTER, EXCLUDED_CASES)

Rights = Mapping[str, Sequence[str]]
"""For a role the rights that it gives: {HANDLER: ["cases.view_case"]}."""

_rights_by_app: Registry[Rights] = Registry("app that gives rights to roles")


def give(app: str, rights: Rights) -> None:
    """Let roles give the rights of an app: once an app, in its AppConfig.ready(), in any order."""
    if unknown := set(rights) - set(ROLES):
        raise ImproperlyConfigured(f"{app} gives rights to {sorted(unknown)}. The roles are: {', '.join(ROLES)}.")
    _rights_by_app.register(app, rights)


def rights_of(role: str) -> list[str]:
    """Return what a role gives, over all apps: ["cases.view_case", …], sorted."""
    return sorted({right for _, rights in _rights_by_app.items() for right in rights.get(role, ())})


BY_COLLECTION = ("wagtailimages", "wagtaildocs")
"""Apps whose rights count only on a collection."""


def sync() -> None:
    """Create the groups and set exactly these rights; those of editors on pages are set where the tree is made."""
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role)
        wanted = []
        for name in rights_of(role):
            app, codename = name.split(".")
            wanted.append(
                Permission.objects.select_related("content_type").get(content_type__app_label=app, codename=codename)
            )
        group.permissions.set(wanted)
        _open_collections(group, [each for each in wanted if each.content_type.app_label in BY_COLLECTION])


def _open_collections(group: Group, wanted: list[Permission]) -> None:
    """Give the group exactly these rights on pictures and documents, which Wagtail keeps for each collection."""
    root = Collection.get_first_root_node()
    held = GroupCollectionPermission.objects.filter(group=group, collection=root)
    held.exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
