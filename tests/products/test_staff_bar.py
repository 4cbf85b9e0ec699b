"""Wagtail's bar on public pages: a cookie that opens nothing says who may ask for it, and only who is signed in gets it."""

import pytest
from django.test import Client
from wagtail.models import Page

from ground.staff_bar import COOKIE, bar_address
from people.roles import EDITOR, HANDLER
from tests.cases.factories import staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture
def shown(index):
    """Return a public page."""
    return index


def sign_in(**more):
    staff("ria", EDITOR, make_department())
    browser = Client()
    browser.post("/cms/login/", {"username": "ria", "password": PASSWORD, **more})
    return browser


def test_who_signs_in_gets_the_cookie_and_who_signs_out_loses_it():
    browser = sign_in()
    browser.get("/cms/")
    cookie = browser.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("1", "", "Lax")
    browser.post("/cms/logout/")
    browser.get("/cms/login/")
    assert browser.cookies[COOKIE].value == ""


def test_it_lasts_as_long_as_the_session():
    assert sign_in(remember="on").cookies[COOKIE]["max-age"] > 13 * 24 * 3600


def test_a_visitor_gets_none_and_a_cookie_alone_opens_nothing(client, shown):
    client.get("/cms/login/")
    client.get("/producten/")
    assert COOKIE not in client.cookies
    client.cookies[COOKIE] = "1"
    assert client.get(bar_address(shown.pk)).status_code == 302


def test_the_bar_has_what_this_colleague_may_do(shown):
    superuser = signed_in(staff("baas", None, is_superuser=True))
    handler = signed_in(staff("han", HANDLER, make_department()))
    edit = f"/cms/pages/{shown.pk}/edit/"
    assert edit in superuser.get(bar_address(shown.pk)).text
    answer = handler.get(bar_address(shown.pk))
    assert answer.status_code == 200
    assert edit not in answer.text


def test_a_page_that_is_not_there_has_none():
    browser = signed_in(staff("baas", None, is_superuser=True))
    for pk in (999999, Page.get_first_root_node().pk):
        assert browser.get(bar_address(pk)).status_code == 404
