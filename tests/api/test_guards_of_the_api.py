"""What the API refuses: each guard from the side on which it says no."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from api.models import ApiClient
from api.wagtail_content import MAX_CHARACTERS, MAX_DIGITS
from forms_app.models import Draft, Form
from people.models import User
from records.service import link_for, token_of
from tests.cases.factories import make_case
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
STATUS = "/api/v1/cases/status/"


def status(token, **client):
    return Client(**client).get(STATUS, headers={"X-Case-Token": token}).status_code


def test_the_token_of_something_else_than_a_case_opens_no_case():
    case = make_case()
    assert status(token_of(link_for("case", case.pk))) == 200
    draft = Draft.objects.create(version=case.submission.version)
    assert status(token_of(link_for("draft", draft.pk))) == 404
    assert status(token_of(link_for("draft", case.pk))) == 404


def test_wrong_case_tokens_are_counted_and_right_ones_are_not():
    token = token_of(link_for("case", make_case().pk))
    assert {status(token) for _ in range(15)} == {200}
    assert {status("A" * 46) for _ in range(10)} == {404}
    assert status("A" * 46) == 429
    assert status(token) == 200
    assert status("A" * 46, REMOTE_ADDR="198.51.100.9") == 404


@pytest.mark.parametrize("change", ["unpublished", "expired", "never published"])
def test_a_form_that_is_not_open_is_neither_listed_read_nor_submitted(change):
    form = make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), publish=change != "never published")
    if change == "unpublished":
        form.unpublish()
    if change == "expired":
        Form.objects.update(expire_at=timezone.now() - datetime.timedelta(seconds=1))
    assert Client().get("/api/v1/forms/").json()["count"] == 0
    for end in ("", "schema/"):
        assert Client().get(f"/api/v1/forms/adreswijziging/{end}").status_code == 404
    headers = {"Idempotency-Key": "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"}
    body = json.dumps({"answers": {"naam": "Jonas"}})
    address = "/api/v1/forms/adreswijziging/submissions/"
    assert Client().post(address, body, content_type="application/json", headers=headers).status_code == 404


def test_a_form_is_open_until_it_expires():
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))
    Form.objects.update(expire_at=timezone.now() + datetime.timedelta(minutes=1))
    assert Client().get("/api/v1/forms/adreswijziging/").status_code == 200


def test_no_client_is_made_in_the_admin_where_its_token_could_not_be_shown():
    client = Client()
    client.force_login(User.objects.create_superuser("els", "els@stad.example", "x"))
    assert client.get("/cms/snippets/api/apiclient/").status_code == 200
    added = client.post("/cms/snippets/api/apiclient/add/", {"name": "kiosk", "scopes": "[]"})
    assert added.status_code in (302, 403)
    assert not ApiClient.objects.exists()


@pytest.mark.parametrize(
    ("query", "is_refused"),
    [
        ({"search": "a" * MAX_CHARACTERS}, False),
        ({"search": "a" * (MAX_CHARACTERS + 1)}, True),
        ({"child_of": "9" * MAX_DIGITS}, False),
        ({"child_of": "9" * (MAX_DIGITS + 1)}, True),
        ({"child_of": f"-{'9' * (MAX_DIGITS + 1)}"}, True),
        ({"search": "\x00"}, True),
        ({"\x00": "x"}, True),
    ],
)
def test_what_wagtails_api_is_asked_has_bounds(query, is_refused):
    answer = Client().get("/api/wagtail/v3/pages/", query)
    assert (answer.status_code == 400) is is_refused
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("query", "code"),
    [("page_size=100", 200), ("page_size=101", 422), ("page_size=0", 422), ("page=0", 422), ("page=2", 404)],
)
def test_the_pages_of_a_list_have_bounds(query, code):
    assert Client().get(f"/api/v1/products/?{query}").status_code == code
