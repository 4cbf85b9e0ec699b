"""The built-in roles: what each gives is said by the apps, in their `rights.py`. `sync()` makes their groups say the same.

A role is a Django group with a Role beside it. A built-in one is locked and follows this table; a city copies it to change it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission

from ground.registry import Registry
from people.models import Role

AUTHOR, EDITOR, CHIEF_EDITOR, FORM_BUILDER = "author", "editor", "chief_editor", "form_builder"
HANDLER, LEAD, COUNTER = "handler", "lead", "counter"
ADMINISTRATOR, READER, AUDITOR, PRIVACY = "administrator", "reader", "auditor", "privacy"
EXCLUDED_CASES = "excluded_cases"
"""What an administrator needs besides to see a case from which a team is excluded."""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A role that comes with the product: its name in the admin, and for whom it is."""

    name: str | Promise
    description: str | Promise


ROLES: dict[str, BuiltIn] = {
    AUTHOR: BuiltIn(_("Schrijver"), _("Schrijft teksten; een redacteur zet ze online.")),
    EDITOR: BuiltIn(_("Redacteur"), _("Schrijft voor de eigen dienst, keurt goed en zet online.")),
    CHIEF_EDITOR: BuiltIn(_("Hoofdredactie"), _("Kijkt over de hele site: pagina’s, zoeken, gegevens van de stad.")),
    FORM_BUILDER: BuiltIn(_("Formulierbouwer"), _("Bouwt formulieren en zaaktypes van de eigen dienst.")),
    HANDLER: BuiltIn(_("Behandelaar"), _("Handelt zaken van de eigen dienst af.")),
    LEAD: BuiltIn(_("Teamleider"), _("Verdeelt de zaken van de eigen dienst en volgt ze op.")),
    COUNTER: BuiltIn(_("Balie"), _("Ziet zaken van de eigen dienst om burgers te helpen.")),
    ADMINISTRATOR: BuiltIn(_("Beheerder"), _("Beheert collega’s, diensten en instellingen; ziet geen zaken.")),
    READER: BuiltIn(_("Lezer"), _("Ziet zaken en formulieren van de eigen dienst en wijzigt niets.")),
    AUDITOR: BuiltIn(_("Auditor"), _("Ziet wie wat deed, niet wat er in zaken staat.")),
    PRIVACY: BuiltIn(
        _("Gegevensbescherming"), _("Waakt over de gegevens van burgers en beslist wat vernietigd wordt.")
    ),
    EXCLUDED_CASES: BuiltIn(
        _("Beheerder van afgeschermde zaken"), _("Ziet ook zaken die voor een team afgeschermd zijn.")
    ),
}

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
    """Create the roles and let them give exactly these rights; those on pages are set where the tree is made.

    Roles that are not locked are a city's own: they stay as they are.
    """
    for code, built_in in ROLES.items():
        group = group_of(code) or _new_group(code, str(built_in.name))
        wanted = []
        for name in rights_of(code):
            app, codename = name.split(".")
            wanted.append(
                Permission.objects.select_related("content_type").get(content_type__app_label=app, codename=codename)
            )
        group.permissions.set(wanted)
        _open_collections(group, [each for each in wanted if each.content_type.app_label in BY_COLLECTION])


def group_of(code: str) -> Group | None:
    """Return the group of a role by its code; None for a role that is not there."""
    return Group.objects.filter(role__code=code).first()


def _new_group(code: str, name: str) -> Group:
    """Make a built-in role. A city's own role of the same name keeps it: then ours says that it is built in."""
    if Group.objects.filter(name=name).exists():
        name = gettext("%(name)s (ingebouwd)") % {"name": name}
    group = Group.objects.create(name=name)
    Role.objects.create(group=group, code=code, is_locked=True)
    return group


def _open_collections(group: Group, wanted: list[Permission]) -> None:
    """Give the group exactly these rights on pictures and documents, which Wagtail keeps for each collection."""
    root = Collection.get_first_root_node()
    held = GroupCollectionPermission.objects.filter(group=group, collection=root)
    held.exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
