"""Files for answers, and finding products, by the API."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page

from forms_app.models import Submission
from front.models import HomePage
from products.models import ProductIndexPage, ProductPage
from records.models import StoredFile
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FORM = "/api/v1/forms/adreswijziging/"


@pytest.fixture
def form():
    return make_form(step("Bewijs", question("file", "contract", "Uw huurcontract", max_files=2)))


def upload(content, name="contract.pdf"):
    return Client().post(f"{FORM}uploads/", {"file": SimpleUploadedFile(name, content)})


def submit(answers):
    body = json.dumps({"answers": answers})
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    return Client().post(f"{FORM}submissions/", body, content_type="application/json", headers=headers)


def test_a_file_that_was_sent_belongs_to_the_submission_that_names_it(form):
    kept = upload(PDF)
    assert kept.status_code == 201
    assert kept.json()["content_type"] == "application/pdf"
    assert submit({"contract": [kept.json()["id"]]}).status_code == 201
    submission = Submission.objects.get()
    assert StoredFile.objects.get().owner_id == str(submission.pk)
    assert submit({"contract": [kept.json()["id"]]}).status_code == 422  # one file, one submission


def test_a_program_that_calls_itself_a_pdf_is_refused(form):
    refused = upload(b"MZ\x90\x00\x03" + b"\0" * 100)
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    assert StoredFile.objects.count() == 0


def test_a_file_that_nobody_sent_is_refused_as_an_answer(form):
    answer = submit({"contract": ["5b0d7c2e-6f3e-4a55-9d53-0f4f0a1b2c3d"]})
    assert set(answer.json()["errors"]) == {"contract"}


def test_a_product_is_found_with_a_typo_and_gone_when_unpublished():
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Loket", slug="loket"))
    index = home.add_child(instance=ProductIndexPage(title="Producten", slug="producten"))
    page = index.add_child(instance=ProductPage(title="Identiteitskaart", slug="identiteitskaart", live=False))
    page.save_revision().publish()
    results = Client().get("/api/v1/search/", {"q": "identiteitskart"}).json()
    assert [hit["title"] for hit in results["results"]] == ["Identiteitskaart"]
    assert results["corrections"] == {"identiteitskart": "identiteitskaart"}
    page.refresh_from_db()
    page.unpublish()
    assert Client().get("/api/v1/search/", {"q": "identiteitskart"}).json()["count"] == 0


@pytest.mark.parametrize("query", ["", "' OR 1=1 --", "<script>", "\0", "a" * 900, "𝔦𝔡", '"*(NEAR'])
def test_any_text_can_be_searched(query):
    assert Client().get("/api/v1/search/", {"q": query}).status_code == 200
