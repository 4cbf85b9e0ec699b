"""Reading: products, forms, the state of a case; public content only."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from api.api import api
from cases.models import Case
from front.models import HomePage
from products.models import ProductIndexPage, ProductPage
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).parent / "openapi.json"


@pytest.fixture
def index():
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Loket", slug="loket"))
    return home.add_child(instance=ProductIndexPage(title="Producten", slug="producten"))


@pytest.fixture
def product(index):
    page = ProductPage(title="Identiteitskaart", slug="identiteitskaart", themes=["BurgerOverheid"], is_free=True)
    return index.add_child(instance=page)


def slugs(**query):
    return [row["slug"] for row in Client().get("/api/v1/products/", query).json()["results"]]


def test_a_product_is_listed_and_read(product):
    assert slugs() == slugs(theme="BurgerOverheid") == ["identiteitskaart"]
    assert slugs(theme="BouwenWonen") == []
    detail = Client().get("/api/v1/products/identiteitskaart/").json()
    assert detail["is_free"] is True
    assert detail["themes"] == ["BurgerOverheid"]


def unpublish(page):
    page.unpublish()


def expire(page):
    ProductPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restrict_parent(page):
    restrict(page.get_parent())


@pytest.mark.parametrize("hide", [unpublish, expire, restrict, restrict_parent])
def test_what_the_public_may_not_see_is_not_in_the_api(product, hide):
    hide(product)
    assert slugs() == []
    assert Client().get("/api/v1/products/identiteitskaart/").status_code == 404


def test_lists_are_paged_and_a_page_past_the_end_is_a_problem(index, django_assert_max_num_queries):
    for number in range(25):
        index.add_child(instance=ProductPage(title=f"Product {number:02}", slug=f"product-{number}"))
    with django_assert_max_num_queries(8):
        first = Client().get("/api/v1/products/", {"page_size": 20}).json()
    assert (first["count"], first["pages"], len(first["results"])) == (25, 2, 20)
    assert Client().get("/api/v1/products/", {"page": 3}).status_code == 404
    assert Client().get("/api/v1/products/", {"page_size": 1000}).status_code == 422
    assert Client().get("/api/v1/products/", {"page": "x"})["Content-Type"] == "application/problem+json"


def test_a_form_tells_what_it_asks(db):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))
    assert Client().get("/api/v1/forms/").json()["results"][0]["key"] == "adreswijziging"
    detail = Client().get("/api/v1/forms/adreswijziging/").json()
    assert detail["version"] == 1
    assert detail["definition"]["texts"]["nl"]["questions.naam.label"] == "Hoe heet u?"
    schema = Client().get("/api/v1/forms/adreswijziging/schema/").json()
    assert schema["properties"]["naam"]["title"] == "Hoe heet u?"
    assert schema["required"] == ["naam"]


def test_a_case_opens_with_its_token_in_a_header_and_with_nothing_else(db):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))
    body = json.dumps({"answers": {"naam": "Jonas"}})
    headers = {"Idempotency-Key": "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"}
    sent = (
        Client()
        .post("/api/v1/forms/adreswijziging/submissions/", body, content_type="application/json", headers=headers)
        .json()
    )
    token = sent["tracking_url"].rstrip("/").rpartition("/")[2]
    answer = Client().get("/api/v1/cases/status/", headers={"X-Case-Token": token})
    assert answer.json()["reference"] == sent["reference"]
    assert (answer.json()["waiting_for"], answer.json()["act"]) == ("city", "none")
    wrong = {
        Client().get("/api/v1/cases/status/", headers={"X-Case-Token": bad}).content
        for bad in (token[:-1] + ("A" if token[-1] != "A" else "B"), sent["reference"], "é", "x" * 46)
    }
    assert len(wrong) == 1
    assert Case.objects.get().reference.encode() not in wrong.pop()


def test_guessing_tokens_ends_in_429(db):
    codes = [
        Client().get("/api/v1/cases/status/", headers={"X-Case-Token": f"guess{number}"}).status_code
        for number in range(12)
    ]
    assert codes[:10] == [404] * 10
    assert codes[10:] == [429, 429]


def test_wagtails_own_api_never_shows_a_form_a_case_or_an_upload(db, product):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))
    schema = Client().get("/api/wagtail/v3/openapi.json")
    assert schema.status_code in (200, 401, 404)
    for address in ("snippets/forms_app/form/", "snippets/forms_app.form/", "snippets/cases.case/", "snippets/"):
        answer = Client().get(f"/api/wagtail/v3/{address}")
        assert answer.status_code in (401, 403, 404)
        assert b"adreswijziging" not in answer.content
    assert Client().get("/api/wagtail/v3/pages/").status_code == 200


def test_the_openapi_document_is_the_one_that_was_agreed(db):
    """After a wanted change: delete tests/api/openapi.json, run this test once, and read the difference."""
    now = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, sort_keys=True)
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(now + "\n", encoding="utf-8")
        pytest.fail("The snapshot was absent and is written now; read it and commit it.")
    assert json.loads(now) == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_the_docs_page_and_the_document_are_served(client):
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Stadswinkel"
    docs = client.get("/api/v1/docs")
    assert docs.status_code == 200
    assert "cdn." not in docs.text
