"""The site's own public pages go into the page cache, leave it when they change, and a signed-in editor goes past it."""

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from counters.models import CitySettings
from people.models import User
from portal.next_date import next_date
from portal.page_cache import PageCache
from products.models import ContentPage
from tests.portal.visitor import Visitor
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ["/", "/producten/", "/producten/adreswijziging/", "/thema/", "/thema/BouwenWonen/", "/over/", "/a-z/"]
PAGES += ["/doelgroep/Burger/", "/vragen/", "/plaatsen/stadswinkel/", "/robots.txt", "/sitemap.xml"]


@pytest.fixture(autouse=True)
def _one_connection():
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def visitor(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    home = make_home()
    CitySettings.objects.create(site_id=1)  # else the first page ever asked for makes the row, and so a new generation
    home.add_child(instance=ContentPage(title="Over", slug="over"))
    make_place()
    make_product()
    return Visitor(PageCache(get_wsgi_application(), next_date))


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_is_kept(visitor, path):
    assert visitor.get(path).status == "200 OK"
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(path).status == "200 OK"
    assert len(queries) == 0


def test_a_published_change_shows_at_once_and_an_unpublished_page_is_gone_at_once(visitor):
    product = make_product("Reispas")
    assert "Reispas" in visitor.get("/producten/reispas/").body.decode()
    product.title = "Reispas voor kinderen"
    product.save_revision().publish()
    assert "Reispas voor kinderen" in visitor.get("/producten/reispas/").body.decode()
    assert "Reispas voor kinderen" in visitor.get("/a-z/").body.decode()
    product.unpublish()
    assert visitor.get("/producten/reispas/").status == "404 Not Found"
    assert "Reispas" not in visitor.get("/a-z/").body.decode()


def test_a_page_that_is_closed_off_is_gone_at_once(visitor):
    product = make_product("Intern")
    assert visitor.get("/producten/intern/").status == "200 OK"
    restriction = PageViewRestriction.objects.create(page=product, restriction_type=PageViewRestriction.LOGIN)
    assert visitor.get("/producten/intern/").status == "302 Found"
    restriction.delete()
    assert visitor.get("/producten/intern/").status == "200 OK"


def test_staff_see_their_bar_and_nobody_after_them_does(visitor):
    staff = User.objects.create_superuser("beheerder", password="een-eigen-zin-van-els")
    browser = Client()
    browser.force_login(staff)
    cookie = browser.cookies["sessionid"].value
    path = "/producten/adreswijziging/"
    assert "wagtail-userbar" in visitor.get(path, HTTP_COOKIE=f"sessionid={cookie}").body.decode()
    for _ in range(2):
        assert "wagtail-userbar" not in visitor.get(path).body.decode()
