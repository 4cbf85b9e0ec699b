"""HEAD answers as GET does, without a body: link checkers of mail programs ask so first, and show 405 as a broken link."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from forms_app.models import Draft
from records.service import link_for, token_of
from tests.architecture.house import modules
from tests.cases.factories import make_case
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db

NOT_PAGES = ("cms/", "^cms/", "api/", "documenten/", "media/", "_util/", "^((?:")
"""Staff's own, the API, and what Wagtail serves by itself."""
API = [
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/api/v1/products/",
    "/api/v1/products/adreswijziging/",
    "/api/v1/products/nergens/",
    "/api/v1/search/?q=adres",
    "/api/v1/forms/",
    "/api/v1/forms/adreswijziging/",
    "/api/v1/forms/adreswijziging/schema/",
    "/api/v1/forms/adreswijziging/submissions/",
    "/api/v1/cases/status/",
    "/api/wagtail/v3/pages/",
    "/api/wagtail/v3/openapi.json",
]


def public_routes():
    def walk(patterns, prefix=""):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, route)
            else:
                yield route

    return [route for route in walk(get_resolver("portal.urls").url_patterns) if not route.startswith(NOT_PAGES)]


@pytest.fixture
def world():
    make_home()
    make_place()
    make_product()
    case = make_case()
    draft = Draft.objects.create(version=case.submission.version)
    values = {
        "token": token_of(link_for("case", case.pk)),
        "reference": case.reference,
        "key": "adreswijziging",
        "draft_id": str(draft.pk),
        "step": "wie-bent-u",
        "slug": "stadswinkel",
        "code": "Burger",
        "file_id": str(draft.pk),
        "letter_id": "0",
    }
    client = Client()
    client.get(f"/t/{values['token']}/")
    client.get(f"/t/{token_of(link_for('draft', draft.pk))}/")
    return client, values


def test_every_public_page_answers_head_as_it_answers_get(world):
    client, values = world
    routes = public_routes()
    assert {"t/<str:token>/", "zaken/<str:reference>/"} <= set(routes)
    for route in routes:
        address = "/" + re.sub(r"<\w+:(\w+)>", lambda match: values[match[1]], route)
        got, asked = client.get(address), client.head(address)
        assert (asked.status_code, asked.content) == (got.status_code, b""), address
    for address in ("/", "/producten/adreswijziging/"):
        assert client.head(address).status_code == 200


def test_a_link_opens_after_any_number_of_heads(world):
    client, values = world
    address = f"/t/{values['token']}/"
    assert [client.head(address).status_code for _ in range(3)] == [303] * 3
    assert Client().get(address).status_code == 303


def test_the_api_answers_head_as_it_answers_get(world):
    client, _values = world
    for address in API:
        got, asked = client.get(address), client.head(address)
        assert (asked.status_code, asked["Content-Type"]) == (got.status_code, got["Content-Type"]), address
        assert asked.content == b"", address


def test_no_view_of_ours_offers_get_without_head():
    offers = re.compile(r"require_GET\b|require_http_methods\((?!.*HEAD).*GET|http_method_names = (?!.*head).*get")
    assert [module for module, file in modules().items() if offers.search(file.read_text())] == []


def test_each_view_in_the_resolver_that_answers_get_answers_head():
    classes = {each.view_class for each in callbacks(get_resolver("portal.urls")) if hasattr(each, "view_class")}
    ours = {each for each in classes if not each.__module__.startswith("wagtail.")}
    assert len(ours) > 20
    # Django gives a class a head() where it has a get(), unless http_method_names leaves it out.
    offers = {each: {name for name in each.http_method_names if hasattr(each, name)} for each in ours}
    assert [each for each in ours if "get" in offers[each] and "head" not in each.http_method_names] == []


def callbacks(resolver):
    for pattern in resolver.url_patterns:
        yield from callbacks(pattern) if hasattr(pattern, "url_patterns") else [pattern.callback]
