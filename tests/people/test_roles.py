"""A role gives what the apps say, each for its own models and those below it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from ground.registry import Registry
from people import roles
from people.roles import COUNTER, EDITOR, EXCLUDED_CASES, HANDLER, LEAD, ROLES, give, rights_of

GIVEN = {
    EDITOR: """
        cases.add_casetype cases.change_casetype
        counters.add_place counters.change_place counters.delete_place
        forms_app.add_form forms_app.change_form forms_app.delete_form
        forms_app.lock_form forms_app.publish_form forms_app.unlock_form
        people.add_closingday people.change_citysettings people.change_closingday people.delete_closingday
        products.add_authority products.add_frequentquestion products.change_authority
        products.change_frequentquestion products.delete_frequentquestion products.publish_frequentquestion
        search.add_goldenquery search.add_promotion search.add_synonym
        search.change_goldenquery search.change_popularity search.change_promotion search.change_synonym
        search.delete_goldenquery search.delete_promotion search.delete_synonym search.view_insights
        wagtailadmin.access_admin
        wagtaildocs.add_document wagtaildocs.change_document wagtaildocs.choose_document
        wagtailimages.add_image wagtailimages.change_image wagtailimages.choose_image
    """,
    HANDLER: "cases.change_case cases.view_case wagtailadmin.access_admin",
    LEAD: """
        cases.add_casetype cases.assign_case cases.change_case cases.change_casetype cases.view_case
        records.change_outboxmessage records.view_outboxmessage wagtailadmin.access_admin
    """,
    COUNTER: "cases.view_case wagtailadmin.access_admin",
    EXCLUDED_CASES: "cases.view_excluded_case",
}


@pytest.fixture
def no_rights(monkeypatch):
    """Roles to which no app has given anything yet."""
    monkeypatch.setattr(roles, "_rights_by_app", Registry("app that gives rights to roles"))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gives_these_rights_and_no_others(role):
    assert rights_of(role) == GIVEN[role].split()


@pytest.mark.parametrize("order", [("upper", "lower"), ("lower", "upper")])
def test_the_order_in_which_apps_give_rights_does_not_matter(no_rights, order):
    given = {"upper": {LEAD: ["b.change_b", "a.view_a"]}, "lower": {LEAD: ["a.view_a"], COUNTER: ["a.view_a"]}}
    for app in order:
        give(app, given[app])
    assert rights_of(LEAD) == ["a.view_a", "b.change_b"]
    assert rights_of(COUNTER) == ["a.view_a"]
    assert rights_of(HANDLER) == []


def test_a_right_for_a_role_that_does_not_exist_is_refused(no_rights):
    with pytest.raises(
        ImproperlyConfigured, match=r"stock gives rights to \['Magazijn'\]\. The roles are: Redacteurs, "
    ):
        give("stock", {"Magazijn": ["stock.view_item"]})


def test_an_app_gives_its_rights_once(no_rights):
    give("stock", {LEAD: ["stock.view_item"]})
    with pytest.raises(ImproperlyConfigured, match="'stock' is registered twice"):
        give("stock", {LEAD: ["stock.change_item"]})
