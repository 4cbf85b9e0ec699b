"""The site's own public pages go into the page cache, leave it when they change, and a signed-in editor goes past it."""

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, path
from wagtail.models import PageViewRestriction, get_page_models

from front.models import ContentPage
from ground.cacheable import CacheablePage, cacheable
from ground.next_date import next_date
from people.models import CitySettings, User
from portal import urls
from portal.cache.page_cache import PageCache
from tests.portal.visitor import Visitor
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ["/", "/producten/", "/producten/adreswijziging/", "/thema/", "/thema/BouwenWonen/", "/over/", "/a-z/"]
PAGES += ["/doelgroep/Burger/", "/vragen/", "/plaatsen/", "/plaatsen/stadswinkel/", "/robots.txt", "/sitemap.xml"]


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


def test_staff_get_the_same_page_as_everybody(visitor):
    staff = User.objects.create_superuser("beheerder", password="een-eigen-zin-van-els")
    browser = Client()
    browser.force_login(staff)
    cookie = browser.cookies["sessionid"].value
    path = "/producten/adreswijziging/"
    everybodys = visitor.get(path).body
    assert visitor.get(path, HTTP_COOKIE=f"sessionid={cookie}; staff=1").body == everybodys
    assert b"data-sn-bar" in everybodys


def test_who_may_see_a_page_behind_a_password_leaves_nothing_for_the_next(visitor):
    product = make_product("Intern")
    PageViewRestriction.objects.create(page=product, restriction_type=PageViewRestriction.PASSWORD, password="open")
    for _ in range(2):
        assert "wachtwoord" in visitor.get("/producten/intern/").body.decode().lower()
    assert [key for key in visitor.app.store if "intern" in key[-1]] == []


MADE_UP = {}


def made_up(request):
    return MADE_UP["view"](request)


urlpatterns = [path("verzonnen/", made_up), *urls.urlpatterns]


@pytest.fixture
def view(settings, visitor):
    """Return a function that puts a view at /verzonnen/ and says what two visitors with a cookie each get to see."""
    settings.ROOT_URLCONF = __name__

    def answers(view):
        MADE_UP["view"] = view
        return [visitor.get("/verzonnen/", HTTP_COOKIE=f"grants={who}").body for who in ("an", "jef")]

    return answers


def test_a_new_view_that_says_nothing_is_made_for_each_visitor(view):
    assert view(lambda request: HttpResponse(request.COOKIES["grants"])) == [b"an", b"jef"]


READS = {
    "the cookie": lambda request: request.COOKIES["grants"],
    "the cookie, if any": lambda request: request.COOKIES.get("grants"),
    "all cookies": lambda request: dict(request.COOKIES.items()),
    "all cookies, copied": lambda request: dict(request.COOKIES),
    "their names": lambda request: sorted(request.COOKIES),
    "whether there are any": lambda request: bool(request.COOKIES),
    "whether it is there": lambda request: "grants" in request.COOKIES,
    "a copy": lambda request: request.COOKIES.copy(),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_cookie_that_is_read_forbids_to_keep_the_page_even_when_the_view_allows_it(view, visitor, read):
    view(cacheable(lambda request: HttpResponse(str(read(request)))))
    assert list(visitor.app.store) == []


def test_a_cookie_that_was_looked_for_in_vain_forbids_it_too(view, visitor):
    MADE_UP["view"] = cacheable(lambda request: HttpResponse(request.COOKIES.get("grants", "niemand")))
    assert visitor.get("/verzonnen/").body == b"niemand"
    assert visitor.get("/verzonnen/", HTTP_COOKIE="grants=an").body == b"an"


def test_a_view_that_says_so_and_reads_no_cookie_is_kept_for_all(view):
    asked = []
    assert view(cacheable(lambda request: HttpResponse(f"{asked.append(1)}"))) == [b"None", b"None"]
    assert len(asked) == 1


ON_PURPOSE = {
    "counters.views.place",
    "counters.views.places",
    "front.views.cookies",
    "library.brand.views.brand_icon",
    "library.brand.views.brand_style_sheet",
    "django.contrib.sitemaps.views.sitemap",
    "portal.views.site_map",
    "portal.views.a_to_z",
    "portal.views.audience",
    "portal.views.questions",
    "portal.views.robots",
    "products.views.question",
}
PAGE_MODELS_ON_PURPOSE = {"HomePage", "ProductIndexPage", "ProductPage", "ThemeIndexPage", "ThemePage", "ContentPage"}


def test_each_view_that_may_be_kept_is_so_on_purpose():
    """Whoever marks another one looks here first: does its page say the same to everybody?"""
    marked = {each for each in callbacks(get_resolver("portal.urls")) if getattr(each, "is_cacheable", False)}
    assert {f"{each.__module__}.{each.__qualname__}" for each in marked} == ON_PURPOSE
    assert {model.__name__ for model in get_page_models() if issubclass(model, CacheablePage)} == PAGE_MODELS_ON_PURPOSE


def callbacks(resolver):
    for pattern in resolver.url_patterns:
        yield from callbacks(pattern) if hasattr(pattern, "url_patterns") else [pattern.callback]
