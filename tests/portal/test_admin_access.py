"""The admin is closed by default: what no row of the table names is not there, and a row is asked before its view."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import resolve, reverse

from people.roles import ADMINISTRATOR, AUDITOR, CHIEF_EDITOR, COUNTER, FORM_BUILDER, HANDLER, LEAD, PRIVACY, READER
from portal.admin.access import policy
from portal.admin.access.rule import Rule, anybody, staff
from portal.admin.unfinished_post import SESSION_KEY
from tests.cases.factories import make_case
from tests.cases.factories import staff as make_staff
from tests.factories import make_department
from tests.trees import make_home
from tests.walls.world import let_editors_in

pytestmark = pytest.mark.django_db

HOME = "/cms/"
NOT_OFFERED = [
    "/cms/failwhale/",
    "/cms/test404/",
    "/cms/wagtailstreamforms/form/",
    "/cms/wagtailstreamforms/1/submissions/",
    "/cms/wagtailstreamforms-chooser/",
    "/cms/modeladmin/jsi18n/",
    "/cms/zoeken/kies-resultaat/create/",
]
NOT_NAMED = [
    "/cms/bulk/forms_app/form/publish/",
    "/cms/bulk/cases/casetype/claim/",
    "/cms/bulk/auth/group/delete/",
    "/cms/bulk/forms_app/FORM/delete/",
    "/cms/settings/people/department/",
    "/cms/pages/add/auth/user/1/",
    "/cms/pages/usage/people/user/",
    "/cms/tag-autocomplete/people/user/",
    "/cms/workflows/tasks/add/wagtailcore/task/",
    "/cms/editing-sessions/ping/people/user/1/1/",
    "/cms/editing-sessions/ping/cases/case/1/1/",
    "/cms/api/main/pages/1/action/copy_for_translation/",
    "/cms/pages/workflow/action/1/anders/1/",
]
"""Views that have a row, for a model or an action that no row lists."""


@pytest.fixture
def administrator(client):
    client.force_login(make_staff("beheerder", None, is_superuser=True))
    return client


@pytest.fixture
def tables(monkeypatch):
    """Let a test change which rows there are."""
    rules = dict(policy.rules_by_name())
    monkeypatch.setattr(policy, "rules_by_name", lambda: rules)
    return rules


@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
def test_what_no_row_opens_is_not_there_for_an_administrator_and_for_nobody(administrator, method):
    for browser in (administrator, Client()):
        answers = {address: getattr(browser, method)(address).status_code for address in NOT_OFFERED + NOT_NAMED}
        assert {address: status for address, status in answers.items() if status != 404} == {}


def test_a_view_without_a_row_is_not_there_though_wagtail_would_serve_it(administrator, tables):
    address = reverse("wagtailsites:index")
    assert administrator.get(address).status_code == 200
    del tables["wagtailsites:index"]
    assert administrator.get(address).status_code == 404
    assert administrator.get(reverse("wagtailsites:add")).status_code == 200


def test_a_row_is_asked_before_its_view(administrator, tables):
    tables["wagtailsites:index"] = (Rule(("wagtailsites:index",), lambda user: False),)
    answer = administrator.get(reverse("wagtailsites:index"))
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    tables["wagtailsites:index"] = (Rule(("wagtailsites:index",), lambda user: False, is_hidden=True),)
    assert administrator.get(reverse("wagtailsites:index")).status_code == 404


def test_an_address_that_is_none_is_not_there_and_says_so_in_the_admins_look(administrator):
    answer = administrator.get("/cms/nergens/")
    assert answer.status_code == 404
    assert "wagtailadmin/404.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize(
    "address", [HOME, "/cms/account/", "/cms/snippets/cases/case/", "/cms/sites/", "/cms/nergens/"]
)
def test_who_has_not_signed_in_is_led_to_where_one_does(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/cms/login/?next={address}")


def test_the_way_in_is_open(client):
    for name in ("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
                 "wagtailadmin_password_reset_complete", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"):  # fmt: skip
        assert client.get(reverse(name)).status_code == 200, name


def test_who_may_not_enter_the_admin_is_told_so(client):
    client.force_login(make_staff("bezoeker", None))
    answer = client.get("/cms/sites/")
    assert (answer.status_code, answer["Location"]) == (302, "/cms/login/?next=/cms/sites/")
    assert [*get_messages(answer.wsgi_request)]


def test_a_script_is_refused_and_not_led_to_a_page(client):
    client.force_login(make_staff("behandelaar", HANDLER, make_department()))
    for header in ({"Sec-Fetch-Dest": "empty"}, {"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}):
        assert client.get("/cms/choose-page/", headers=header).status_code == 403
    assert client.get("/cms/choose-page/", headers={"Sec-Fetch-Dest": "document"}).status_code == 302


def test_what_is_sent_to_an_address_that_is_not_there_is_not_kept(client):
    data = {"tekst": "Iets"}
    assert client.post("/cms/failwhale/", data).status_code == 404
    assert SESSION_KEY not in client.session
    assert client.post("/cms/sites/new/", data).status_code == 303
    assert SESSION_KEY in client.session


def test_the_sign_in_page_and_bulk_actions_are_ours_under_wagtails_names():
    assert resolve("/cms/login/").view_name == "wagtailadmin_login"
    assert resolve("/cms/login/").func.view_class.__module__ == "people.sign_in_views"
    assert resolve("/cms/bulk/cases/case/claim/").func.__module__ == "people.bulk"
    assert resolve("/cms/reports/workflow/").func.view_class.__module__ == "portal.admin.reports"


def test_a_view_of_ours_in_the_place_of_wagtails_is_kept_by_no_cache(administrator):
    assert "no-store" in administrator.get("/cms/reports/site-history/")["Cache-Control"]


WORK = {
    CHIEF_EDITOR: {"pages/search/", "images/", "documents/", "producten/", "producten/verschillen/", "producten/inlezingen/",
             "producten/inlezen/",
             "snippets/forms_app/form/", "snippets/counters/place/", "redirects/", "mailteksten/",
             "snippets/people/closingday/", "snippets/products/authority/", "snippets/products/frequentquestion/",
             "snippets/search/synonym/", "snippets/search/promotion/", "snippets/search/goldenquery/",
             "snippets/choose/people/department/", "zoeken/waarom/", "zoeken/meting/", "zoeken/inzichten/vaakst/",
             "zoeken/populariteit/", "zoeken/kies-resultaat/", "reports/site-history/", "reports/locked/"},
    HANDLER: {"snippets/cases/case/", "berichten/"},
    LEAD: {"snippets/cases/case/", "snippets/cases/casetype/", "snippets/forms_app/form/", "berichten/"},
    COUNTER: {"snippets/cases/case/", "berichten/"},
    READER: {"snippets/cases/case/", "snippets/forms_app/form/", "berichten/", "zoeken/inzichten/vaakst/",
             "zoeken/populariteit/"},
    FORM_BUILDER: {"snippets/forms_app/form/", "snippets/cases/casetype/", "images/", "documents/"},
    ADMINISTRATOR: {"users/", "groups/", "snippets/people/department/", "snippets/people/closingday/",
                    "snippets/counters/place/", "berichten/", "mailteksten/", "aanmeldingen/", "images/"},
    AUDITOR: {"aanmeldingen/"},
    PRIVACY: {"aanmeldingen/", "verwerkingen/", "bewaren/", "bewaren/verklaringen/", "bewaren/bewaarplichten/"},
}  # fmt: skip
ADMINISTRATORS = {"users/", "groups/", "sites/", "collections/", "workflows/list/", "api-tokens/",
                  "snippets/people/department/", "snippets/api/apiclient/"}  # fmt: skip


@pytest.mark.parametrize("role", WORK)
def test_each_role_opens_its_work_and_nothing_else(client, role):
    case = make_case()
    let_editors_in(make_home())
    client.force_login(make_staff("collega", role, case.department))
    tried = set().union(ADMINISTRATORS, *WORK.values())
    answers = {address: client.get(f"/cms/{address}") for address in tried}
    assert {address for address, answer in answers.items() if answer.status_code == 200} == WORK[role]
    assert {answer["Location"] for address, answer in answers.items() if address not in WORK[role]} == {HOME}


def test_an_administrator_opens_all_of_it(administrator):
    make_case()
    make_home()
    for address in set().union(ADMINISTRATORS, *WORK.values()):
        assert administrator.get(f"/cms/{address}").status_code == 200, address


def test_anybody_and_staff_are_told_apart(administrator, client):
    assert anybody(None)
    assert not staff(make_staff("bezoeker", None))
    assert staff(make_staff("behandelaar", HANDLER))
