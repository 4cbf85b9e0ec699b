"""Wagtail's own content API: whatever is asked, an answer that a client can read; nothing that the public may not see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken, Page, PageViewRestriction

from front.models import HomePage
from products.bulk import index_pages
from products.models import ProductIndexPage, ProductPage

pytestmark = pytest.mark.django_db
PAGES = "/api/wagtail/v3/pages/"
MANY = "9" * 400


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Loket", slug="loket"))
    home.sites_rooted_here.create(hostname="testserver", is_default_site=False)
    index = home.add_child(instance=ProductIndexPage(title="Producten", slug="producten"))
    page = index.add_child(instance=ProductPage(title="Identiteitskaart", slug="identiteitskaart"))
    index_pages([page.pk])  # elsewhere a task does this after the commit
    return page.pk


@pytest.fixture
def product(built):
    return ProductPage.objects.get(pk=built)


def titles(**query):
    return [item["title"] for item in Client().get(PAGES, query).json()["items"]]


def test_pages_are_found_by_their_words_and_signs_do_no_harm(product):
    assert "Identiteitskaart" in titles()
    assert titles(search="identiteitskaart") == titles(search='"identiteitskaart" * (') == ["Identiteitskaart"]


@pytest.mark.parametrize(
    "typed", ['"', '"; DROP TABLE x', "*", "NEAR(", " ", "a" * 1900, "a " * 900, 'a b "c', "%s", "'", "\\", "a\x01b"]
)
def test_no_search_is_an_error_of_the_server(product, typed):
    answer = Client().get(PAGES, {"search": typed})
    assert answer.status_code == 200
    assert answer.json()["count"] == 0


@pytest.mark.parametrize(
    "query",
    [
        {"search": "\x00"},
        {"search": "a" * 10_000},
        {"title": "a" * 20_000},
        {"offset": MANY},
        {"limit": MANY},
        {"offset": "99999999999999999999"},
        {"pk": MANY},
        {"id": "-" + MANY},
        {"child_of": MANY},
        {"order": "\x00"},
        {"locale": "\x00"},
        {"site": "x:y"},
        {"site": "x:\x00"},
        {"site": f"x:{MANY}"},
        {"a\x00": "1"},
    ],
)
@pytest.mark.parametrize("address", [PAGES, f"{PAGES}find/?html_path=/&", "/api/wagtail/v3/images/"])
def test_what_a_database_cannot_take_is_a_400_that_says_why(product, address, query):
    answer = Client().get(address, query_params=query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [{"offset": "-1"}, {"limit": "-1"}, {"limit": "x"}, {"order": "x"}, {"child_of": "x"}, {"type": "cases.Case"}],
)
def test_a_value_that_is_merely_wrong_is_refused_by_the_library(product, query):
    assert Client().get(PAGES, query).status_code == 422


@pytest.mark.parametrize("body", ["[1]", "null", "1", '"x"'])
@pytest.mark.parametrize("method", ["post", "patch"])
def test_a_body_that_is_no_object_is_a_400_that_says_why(product, admin_user, body, method):
    token = APIToken.create_token(user=admin_user, name="test")[1]
    address = PAGES if method == "post" else f"{PAGES}{product.pk}/"
    answer = getattr(Client(headers={"Authorization": f"Bearer {token}"}), method)(address, body, "application/json")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "The body is not a JSON object."


def expire(page):
    ProductPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("hide", [expire, restrict, ProductPage.unpublish, ProductPage.delete])
def test_what_the_public_may_not_see_is_not_there(product, hide):
    pk = product.pk
    assert Client().get(f"{PAGES}{pk}/").status_code == 200
    assert titles(search="identiteitskaart") == ["Identiteitskaart"]
    hide(product)
    assert "Identiteitskaart" not in titles()
    assert titles(search="identiteitskaart") == []
    assert Client().get(f"{PAGES}{pk}/").status_code == 404
    assert Client().get(f"{PAGES}find/", {"html_path": "/producten/identiteitskaart/"}).status_code == 404
