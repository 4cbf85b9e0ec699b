"""The page about cookies is the whole truth: a walk through the site and the admin meets no other cookie."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client

from front.cookies import COOKIES
from people.models import User
from tests.forms_app.citizen import Citizen
from tests.trees import public_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]
BY_THE_SERVER = {each.name for each in COOKIES if each.name != "wagtail_sidebar_collapsed"}
ADMIN = [
    "",
    "pages/",
    "snippets/cases/case/",
    "snippets/cases/casetype/",
    "snippets/forms_app/form/",
    "snippets/front/accessibilityaudit/",
    "reports/site-history/",
    "verwerkingen/",
    "users/",
    "account/",
]


def names(client):
    return set(client.cookies)


def test_a_visitor_of_public_pages_gets_no_cookie_at_all():
    client = Client()
    for address in [*public_pages("adreswijziging", "parkstraat"), "/cookies/", "/zoeken/?q=pas", "/weg/"]:
        client.get(address)
    assert names(client) == set()


def test_who_fills_in_a_form_follows_a_case_and_works_in_the_admin_gets_only_cookies_of_the_table():
    citizen = Citizen("adreswijziging").start()
    citizen.open("/zaken/")
    assert names(citizen.client) == {"grants", "csrftoken"}
    colleague = Client()
    page = colleague.get("/cms/login/")
    answer = colleague.post(
        "/cms/login/",
        {
            "username": User.objects.get(is_superuser=True).get_username(),
            "password": "stadswinkel-demo-2026",
            "csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1],
        },
    )
    assert answer.status_code == 302
    for address in ADMIN:
        assert colleague.get(f"/cms/{address}").status_code == 200, address
    colleague.post("/cms/account/", {})
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= names(colleague) <= BY_THE_SERVER


def test_the_page_says_each_cookie_what_for_and_how_long():
    text = html.unescape(Client().get("/cookies/").text)
    for cookie in COOKIES:
        for words in (f"<code>{cookie.name}</code>", str(cookie.purpose), str(cookie.how_long)):
            assert words in text
    assert "Niemand volgt u met deze cookies" in text


def test_with_the_citys_own_measuring_the_page_names_its_host_and_promises_no_less(settings):
    settings.MEASURING_SCRIPTS = ["https://meting.voorbeeld.be/script.js"]
    text = Client().get("/cookies/").text
    assert "meting.voorbeeld.be" in text
    assert "Niemand volgt u" not in text
    assert '<script src="https://meting.voorbeeld.be/script.js" defer></script>' in text
