"""Below a list stand the bulk actions that one may do, and no others."""

import re

import pytest
from django.template import Context, Template
from django.urls import resolve
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from people.roles import AUTHOR, CHIEF_EDITOR, HANDLER, READER
from portal.admin import bulk_choices
from portal.admin.access.policy import rule_for
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.trees import make_home
from tests.walls.world import let_editors_in

pytestmark = pytest.mark.django_db


def choices(user, label, rf):
    """Return the bulk actions that a list of a model offers, by the address of each."""
    request = rf.get("/cms/")
    request.user = user
    tag = Template("{% load wagtailadmin_tags %}{% bulk_action_choices app model %}")
    app, model = label.split(".")
    html = tag.render(Context({"request": request, "app": app, "model": model}))
    return set(re.findall(rf'href="/cms/bulk/{app}/{model}/(\w+)/"', html))


@pytest.fixture
def department():
    return make_department()


@pytest.fixture
def handler(department):
    return staff("behandelaar", HANDLER, department)


@pytest.fixture
def editor(department):
    home = make_home()
    user = staff("redacteur", CHIEF_EDITOR, department)
    let_editors_in(home)
    return user


@pytest.fixture
def administrator():
    return staff("beheerder", None, is_superuser=True)


def test_a_handler_is_offered_to_take_cases_and_not_to_delete_them(handler, rf):
    assert choices(handler, "cases.case", rf) == {"claim"}


def test_an_editor_is_offered_what_their_role_gives(editor, rf):
    assert choices(editor, "wagtailcore.page", rf) == {"delete", "look_after", "move", "publish", "unpublish"}
    assert choices(editor, "wagtailimages.image", rf) <= {"add_tags", "add_to_collection", "delete"}
    assert choices(editor, "cases.case", rf) == set()
    assert choices(editor, "people.user", rf) == set()


def test_who_only_reads_or_may_publish_nothing_is_offered_less(department, rf):
    make_home()
    assert choices(staff("lezer", READER, department), "cases.case", rf) == set()
    assert choices(staff("schrijver", AUTHOR, department), "wagtailcore.page", rf) <= {"delete", "look_after", "move"}


def test_a_superuser_is_offered_all_but_what_nobody_may(administrator, rf):
    assert choices(administrator, "people.user", rf) == {"assign_role", "delete", "set_active_state"}
    assert choices(administrator, "counters.place", rf) == {"delete"}
    assert choices(administrator, "cases.case", rf) == {"claim"}


def test_what_is_not_offered_is_not_there_either(client, handler, department):
    case = make_case(department=department)
    client.force_login(handler)
    listed = client.get("/cms/snippets/cases/case/").text
    assert "/cms/bulk/cases/case/claim/" in listed
    assert "/cms/bulk/cases/case/delete/" not in listed
    assert client.get(f"/cms/bulk/cases/case/claim/?id={case.pk}").status_code == 200
    assert client.get(f"/cms/bulk/cases/case/delete/?id={case.pk}").status_code != 200


def test_wagtails_tag_still_offers_all_that_is_registered_to_anybody(handler, rf):
    """Guards the patch: when this fails, Wagtail asks for rights itself, or names its buttons otherwise."""
    request = rf.get("/cms/")
    request.user = handler
    buttons = bulk_choices._wagtails_choices(Context({"request": request}), "cases", "case")["buttons"]
    registered = bulk_action_registry.get_bulk_actions_for_model("cases", "case")
    assert {resolve(each.url).kwargs["action"] for each in buttons} == {each.action_type for each in registered}
    assert all(rule_for(resolve(each.url)) for each in buttons)
    assert wagtailadmin_tags.register.tags[bulk_choices.TAG]
