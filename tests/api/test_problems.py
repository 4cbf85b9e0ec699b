"""Every error of the API is problem+json, also where Django or Ninja would answer with a page."""

import pytest
from django.test import Client

from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"}
BOUNDARY = "multipart/form-data; boundary=b"


@pytest.fixture(autouse=True)
def _form():
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))


def is_problem(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    return True


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/products/a/b/", "/api/v2/", "/api/wagtail/v3/x/"])
def test_an_address_that_is_not_there(address):
    assert is_problem(Client().get(address), 404)


@pytest.mark.parametrize("address", ["/api/v1/products/", "/api/v1/search/", "/api/v1/cases/status/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_method_that_is_not_offered_names_those_that_are(address, method):
    answer = getattr(Client(), method)(address)
    assert is_problem(answer, 405)
    assert answer["Allow"] == "GET"


def test_a_body_that_is_too_large():
    body = b'{"answers": {"naam": "' + b"a" * 3_000_000 + b'"}}'
    address = "/api/v1/forms/adreswijziging/submissions/"
    assert is_problem(Client().post(address, body, content_type="application/json", headers=KEY), 413)


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=" + "b" * 5000])
def test_an_upload_that_cannot_be_read(content_type):
    answer = Client().post("/api/v1/forms/adreswijziging/uploads/", b"x", content_type=content_type)
    assert is_problem(answer, 400)


def test_an_error_of_the_server(monkeypatch):
    from api.routers import products

    monkeypatch.setattr(products.service, "visible_products", lambda **_: 1 / 0)
    client = Client(raise_request_exception=False)
    assert is_problem(client.get("/api/v1/products/"), 500)


def test_a_page_for_people_stays_one():
    assert Client().get("/niets/")["Content-Type"].startswith("text/html")
