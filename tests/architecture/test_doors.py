"""An app is entered by others through its doors: `service`, `models` for its tables, and a few more, each with its reason."""

import pytest

from tests.architecture.house import FLOORS, imports

DOORS = {"service", "models"}
MORE_DOORS = {
    # Classes to inherit from and views to route to: a service function cannot hand those on without loading the admin.
    "people": {
        "approval",
        "invitation_view",
        "notices",
        "permissions",
        "forms",
        "viewsets",
        "bulk",
        "roles",
        "sign_in",
        "sign_in_views",
    },
    "records": {"views", "uploading"},
    # Places for the pattern library, to show what stands above them.
    "counters": {"patterns"},
    # What runs by the clock, and what the server counts.
    "front": {"page_tree", "sitemaps", "purging", "path_counts"},
    # Frozen data and lists of public pages, for whoever shows products; the table of their fields, for who reads them by it;
    # what the clock goes on with, which service cannot hand on: models are being loaded when it is.
    "products": {"codelists", "listings", "lists", "facts", "field_rows", "field_table", "fields", "icons", "upload"},
    # What runs by the clock; it stands on service, which therefore cannot hand it on.
    "search": {"upkeep"},
    # A constant that Django is not needed for.
    "portal": {"demo_password"},
}
EVERYWHERE = {
    "ground": "it has no inside: all of it is for all",
    "demo": "it makes a city with a past, through the apps' own actions and values",
}
"""Who may be entered anywhere (ground), or enter anywhere (demo), and why."""


@pytest.mark.parametrize("app", [app for app in FLOORS if app not in EVERYWHERE])
def test_an_app_enters_another_through_its_doors_only(app):
    through_the_window = [
        f"{each.importer}:{each.line} {each.module}"
        for each in imports()
        if each.importer.split(".")[0] == app and is_inside(each.module, app)
    ]
    assert through_the_window == []


def is_inside(module, app):
    """Return whether a module belongs to another app and is none of its doors."""
    other, _, rest = module.partition(".")
    if other in (app, *EVERYWHERE) or not rest:
        return False
    return rest.split(".")[0] not in DOORS | MORE_DOORS.get(other, set())


def test_nobody_but_the_launcher_knows_the_demo():
    """Production never imports it: the launcher asks, where it is there, for what it prints."""
    known = {each.importer for each in imports() if each.module.split(".")[0] == "demo" != each.importer.split(".")[0]}
    assert known <= {"portal.launch.run"}
