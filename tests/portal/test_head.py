"""HEAD answers as GET does, without a body: link checkers of mail programs ask so first, and show 405 as a broken link."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.architecture.house import modules
from tests.portal.public import API, make_world, public_addresses, public_routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_every_public_page_answers_head_as_it_answers_get(world):
    client, values = world
    assert {"t/<str:token>/", "zaken/<str:reference>/"} <= set(public_routes())
    for address in public_addresses(values):
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
