"""A role gives what the apps say, each for its own models and those below it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from ground.registry import Registry
from people import roles
from people.roles import (
    ADMINISTRATOR,
    AUDITOR,
    AUTHOR,
    CHIEF_EDITOR,
    COUNTER,
    EDITOR,
    EXCLUDED_CASES,
    FORM_BUILDER,
    HANDLER,
    LEAD,
    PRIVACY,
    READER,
    ROLES,
    give,
    rights_of,
)

LIBRARY = """
    wagtaildocs.add_document wagtaildocs.change_document wagtaildocs.choose_document
    wagtailimages.add_image wagtailimages.change_image wagtailimages.choose_image
"""
CITY = "people.add_closingday people.change_citysettings people.change_closingday people.delete_closingday"
PLACES = "counters.add_place counters.change_place counters.delete_place"
TEXTS = "records.change_mailtext records.view_mailtext"
MESSAGES = "records.change_outboxmessage records.view_outboxmessage"
FORMS = "forms_app.add_form forms_app.change_form"
PUBLISH_FORMS = "forms_app.lock_form forms_app.publish_form forms_app.unlock_form"
QUESTIONS = "products.add_frequentquestion products.change_frequentquestion"
ALL_OF_QUESTIONS = f"{QUESTIONS} products.delete_frequentquestion products.publish_frequentquestion"
ENTER = "wagtailadmin.access_admin"

FEEDBACK = "front.change_feedback front.view_feedback"
COUNTS = "front.view_pathcount"
AUDITS = "front.add_accessibilityaudit front.change_accessibilityaudit front.delete_accessibilityaudit"

CASE_TYPES = "cases.add_casetype cases.change_casetype"

GIVEN = {
    AUTHOR: f"{ENTER} {LIBRARY} {FORMS} {QUESTIONS} {COUNTS}",
    EDITOR: f"""
        {ENTER} {LIBRARY} {FORMS} {PUBLISH_FORMS} {ALL_OF_QUESTIONS} people.approve_own search.view_insights {FEEDBACK} {COUNTS}
    """,
    CHIEF_EDITOR: f"""
        {ENTER} {LIBRARY} {FORMS} {PUBLISH_FORMS} forms_app.delete_form {ALL_OF_QUESTIONS} {CITY} {TEXTS} {PLACES}
        {FEEDBACK} {COUNTS} {AUDITS} front.view_feedback_of_nobody
        people.approve_own people.approve_of_nobody products.add_productupload products.add_authority products.change_authority
        search.add_goldenquery search.add_promotion search.add_synonym
        search.change_goldenquery search.change_popularity search.change_promotion search.change_synonym
        search.delete_goldenquery search.delete_promotion search.delete_synonym search.view_insights
        wagtailredirects.add_redirect wagtailredirects.change_redirect wagtailredirects.delete_redirect
    """,
    FORM_BUILDER: f"""
        {ENTER} {LIBRARY} {FORMS} {PUBLISH_FORMS} forms_app.delete_form forms_app.export_submission
        {CASE_TYPES} {FEEDBACK} {COUNTS}
    """,
    HANDLER: f"{ENTER} cases.change_case cases.view_case",
    LEAD: f"""
        {ENTER} {MESSAGES} cases.add_casetype cases.assign_case cases.change_case cases.change_casetype cases.view_case
        forms_app.export_submission forms_app.view_form
    """,
    COUNTER: f"{ENTER} cases.view_case",
    ADMINISTRATOR: f"""
        library.change_brand wagtailimages.add_image wagtailimages.choose_image
        {ENTER} {AUDITS} {CITY} {TEXTS} {PLACES} {MESSAGES}
        records.view_auditline records.view_heartbeat auth.add_group auth.change_group auth.delete_group
        people.add_department people.change_department people.delete_department
        people.add_user people.change_user people.delete_user
    """,
    READER: f"{ENTER} cases.view_case forms_app.view_form search.view_insights {COUNTS}",
    AUDITOR: f"{ENTER} records.view_auditline",
    PRIVACY: f"{ENTER} cases.dispose_case cases.view_processing records.view_auditline",
    EXCLUDED_CASES: "cases.view_excluded_case",
}


@pytest.fixture
def no_rights(monkeypatch):
    """Roles to which no app has given anything yet."""
    monkeypatch.setattr(roles, "_rights_by_app", Registry("app that gives rights to roles"))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gives_these_rights_and_no_others(role):
    assert rights_of(role) == sorted(GIVEN[role].split())


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
        ImproperlyConfigured, match=r"stock gives rights to \['stock_keeper'\]\. The roles are: author, "
    ):
        give("stock", {"stock_keeper": ["stock.view_item"]})


def test_an_app_gives_its_rights_once(no_rights):
    give("stock", {LEAD: ["stock.view_item"]})
    with pytest.raises(ImproperlyConfigured, match="'stock' is registered twice"):
        give("stock", {LEAD: ["stock.change_item"]})
