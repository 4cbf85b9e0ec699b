"""HEAD answers as GET does, without a body: link checkers of mail programs ask so first, and show 405 as a broken link."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from forms_app.models import Draft
from records.service import link_for, token_of
from tests.cases.factories import make_case
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db

NOT_PAGES = ("cms/", "^cms/", "api/", "documenten/", "media/", "_util/", "^((?:")
"""Staff's own, the API (its operations are GET or POST, as its schema says), and what Wagtail serves by itself."""


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
