"""The roles as a table: group name to permissions. `sync()` makes the groups say what the table says."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

EDITOR, HANDLER, LEAD, COUNTER = "Redacteurs", "Behandelaars", "Teamleiders", "Balie"
EXCLUDED_CASES = "Beheerders van afgeschermde zaken"
"""What an administrator needs besides to see a case from which a team is excluded."""

RULE_VERBS = ("add", "change", "delete")

CAN: dict[str, list[str]] = {
    EDITOR: [
        "wagtailadmin.access_admin",
        "forms_app.add_form",
        "forms_app.change_form",
        "forms_app.delete_form",
        "forms_app.publish_form",
        "forms_app.lock_form",
        "forms_app.unlock_form",
        "counters.add_place",
        "counters.change_place",
        "counters.delete_place",
        "people.add_closingday",
        "people.change_closingday",
        "people.delete_closingday",
        "people.change_citysettings",
        "products.add_authority",
        "products.change_authority",
        "search.view_insights",
        "search.change_popularity",
        "products.add_frequentquestion",
        "products.change_frequentquestion",
        "products.delete_frequentquestion",
        "products.publish_frequentquestion",
        "cases.add_casetype",
        "cases.change_casetype",
        *(f"search.{verb}_{rule}" for rule in ("synonym", "promotion", "goldenquery") for verb in RULE_VERBS),
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    ],
    HANDLER: ["wagtailadmin.access_admin", "cases.view_case", "cases.change_case"],
    LEAD: [
        "wagtailadmin.access_admin",
        "cases.view_case",
        "cases.change_case",
        "cases.assign_case",
        "records.view_outboxmessage",
        "records.change_outboxmessage",
        "cases.add_casetype",
        "cases.change_casetype",
    ],
    COUNTER: ["wagtailadmin.access_admin", "cases.view_case"],
    EXCLUDED_CASES: ["cases.view_excluded_case"],
}

BY_COLLECTION = ("wagtailimages", "wagtaildocs")
"""Apps whose rights count only on a collection."""


def sync() -> None:
    """Create the groups and set exactly these permissions; page permissions of editors are set where the tree is made."""
    for role, names in CAN.items():
        group, _ = Group.objects.get_or_create(name=role)
        wanted = []
        for name in names:
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
