"""Who a client of the API is: by its token, or by a key that only it holds. Nobody is taken for another."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import APIToken

from api.auth import make_client
from forms_app.models import Form, Submission
from people.models import User
from records.models import StoredFile
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
FORM = "/api/v1/forms/adreswijziging/"
PDF = b"%PDF-1.7\n1 0 obj\n"
KEY = "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"
PUBLIC = [
    "/api/v1/products/",
    "/api/v1/search/?q=kaart",
    "/api/v1/forms/",
    FORM,
    f"{FORM}schema/",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/api/v1/nergens/",
    "/api/wagtail/v3/pages/",
    "/api/wagtail/v3/openapi.json",
]


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    return make_form(
        step(
            "Wie?",
            question("text", "naam", "Hoe heet u?", required=False),
            question("file", "contract", "Uw contract", max_files=2, required=False),
        )
    ).pk


@pytest.fixture
def form(built):
    return Form.objects.get(pk=built)


def send(key, answers=None, token=""):
    headers = {"Idempotency-Key": str(key)} | ({"Authorization": f"Bearer {token}"} if token else {})
    body = json.dumps({"answers": {"naam": "Jonas"} if answers is None else answers})
    return Client().post(f"{FORM}submissions/", body, content_type="application/json", headers=headers)


def upload(key="", token="", content=PDF):
    headers = ({"Idempotency-Key": str(key)} if key else {}) | ({"Authorization": f"Bearer {token}"} if token else {})
    answer = Client().post(f"{FORM}uploads/", {"file": SimpleUploadedFile("c.pdf", content)}, headers=headers)
    assert answer.status_code == 201, answer.content
    return answer.json()["id"]


# --- submissions of clients without a token --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "1234567890123456",
        "melding-2026-0001",
        "a" * 36,
        str(uuid.uuid5(uuid.NAMESPACE_URL, "jonas@voorbeeld.be")),
        "fe6f1e9a-cd8b-11f0-8a5e-0242ac120002",
        "00000000-0000-4000-8000-000000000001",
        f"{KEY}-1",
    ],
)
def test_a_key_that_another_could_guess_is_refused_with_what_to_do(form, key):
    refused = send(key)
    assert refused.status_code == 422
    assert "UUID" in refused.json()["detail"]
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("key", [KEY, "019ac0de-7f3a-7b21-9c4d-1e1a4f6a1c55", KEY.replace("-", "")])
def test_a_random_key_is_taken_and_gives_the_same_answer_again(form, key):
    first, again = send(key), send(key)
    assert first.status_code == 201
    assert first.json() == again.json()
    assert Submission.objects.count() == 1


def test_a_key_of_another_with_other_answers_tells_nothing_of_the_first(form):
    key = uuid.uuid4()
    first = send(key).json()
    other = send(key, {"naam": "Lotte"})
    assert other.status_code == 422
    assert first["reference"] not in other.content.decode()
    assert first["tracking_url"] not in other.content.decode()


def test_the_same_answers_under_another_key_are_another_case(form):
    assert send(uuid.uuid4()).json()["reference"] != send(uuid.uuid4()).json()["reference"]


def test_clients_and_forms_do_not_meet_in_a_key(form):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), key="melding")
    _api_client, token = make_client("een", [])
    _two, other = make_client("twee", [])
    key = uuid.uuid4()
    references = {send(key, token=which).json()["reference"] for which in ("", token, other)}
    body = json.dumps({"answers": {"naam": "Jonas"}})
    answer = Client().post(
        "/api/v1/forms/melding/submissions/",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": str(key)},
    )
    assert len(references | {answer.json()["reference"]}) == 4


def test_no_row_holds_a_key(form):
    key = uuid.uuid4()
    send(key)
    assert str(key) not in Submission.objects.get().idempotency_key


def test_the_longest_keys_fit(db):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?", required=False)), key="a" * 60)
    _client, token = make_client("een", [])
    headers = {"Idempotency-Key": "k" * 64, "Authorization": f"Bearer {token}"}
    address = f"/api/v1/forms/{'a' * 60}/submissions/"
    answer = Client().post(address, json.dumps({"answers": {}}), content_type="application/json", headers=headers)
    assert answer.status_code == 201
    assert len(Submission.objects.get().idempotency_key) <= Submission._meta.get_field("idempotency_key").max_length


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_file_that_came_with_a_key_is_taken_by_that_submission_only(form):
    mine, other = uuid.uuid4(), uuid.uuid4()
    file_id = upload(mine)
    refused = send(other, {"contract": [file_id]})
    assert refused.status_code == 422
    assert set(refused.json()["errors"]) == {"contract"}
    assert send(mine, {"contract": [file_id]}).status_code == 201
    assert StoredFile.objects.get().owner_kind == "submission"


def test_a_file_that_came_without_a_key_is_taken_once_by_whoever_was_told_its_id(form):
    file_id = upload()
    assert send(uuid.uuid4(), {"contract": [file_id]}).status_code == 201
    assert send(uuid.uuid4(), {"contract": [file_id]}).status_code == 422


def test_clients_with_and_without_a_token_take_no_files_of_each_other(form):
    _api_client, token = make_client("een", [])
    _two, other = make_client("twee", [])
    for owner, thief in ((token, ""), ("", token), (token, other)):
        file_id = upload(token=owner)
        assert send(uuid.uuid4(), {"contract": [file_id]}, token=thief).status_code == 422
        assert send(uuid.uuid4(), {"contract": [file_id]}, token=owner).status_code == 201


def test_a_key_that_could_be_guessed_is_refused_for_a_file_too(form):
    headers = {"Idempotency-Key": "melding-2026-0001"}
    answer = Client().post(f"{FORM}uploads/", {"file": SimpleUploadedFile("c.pdf", PDF)}, headers=headers)
    assert answer.status_code == 422
    assert StoredFile.objects.count() == 0


def test_a_file_of_the_api_is_cut_off_while_it_still_streams_in(form, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    for size, status in ((1000, 201), (1001, 422)):
        file = SimpleUploadedFile("c.pdf", PDF.ljust(size))
        assert Client().post(f"{FORM}uploads/", {"file": file}).status_code == status
    settings.UPLOAD_MAX_BODY_BYTES = 900
    assert Client().post(f"{FORM}uploads/", {"file": SimpleUploadedFile("c.pdf", PDF.ljust(950))}).status_code in (
        400,
        413,
    )


def test_anonymous_uploads_are_bounded_and_those_of_a_system_with_the_scope_are_not(form, settings):
    settings.UPLOAD_MAX_FILES_PER_HOUR = 2
    upload(), upload()
    answer = Client().post(f"{FORM}uploads/", {"file": SimpleUploadedFile("c.pdf", PDF)})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "in korte tijd veel bestanden" in answer.json()["detail"]
    _client, token = make_client("kiosk", ["submissions:write"])
    upload(token=token)
    _client, without_scope = make_client("website", [])
    headers = {"Authorization": f"Bearer {without_scope}"}
    file = SimpleUploadedFile("c.pdf", PDF)
    assert Client().post(f"{FORM}uploads/", {"file": file}, headers=headers).status_code == 429


# --- tokens ---------------------------------------------------------------------------------------------------------


def status(address, authorization):
    return Client().get(address, headers={"Authorization": authorization}).status_code


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("given", ["Bearer sw_wrong", "Bearer", "Basic YTpi", "sw_wrong", "Token x"])
def test_a_wrong_token_is_refused_at_public_addresses_too(form, address, given):
    answer = Client().get(address, headers={"Authorization": given})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_opens_its_own_api_until_it_is_revoked(form):
    client, token = make_client("kiosk", [])
    assert status("/api/v1/products/", f"Bearer {token}") == 200
    assert status("/api/v1/products/", f"bearer  {token} ") == 200
    assert status("/api/wagtail/v3/pages/", f"Bearer {token}") == 401
    assert status("/api/v1/products/", f"Basic {token}") == 401
    client.revoked_at = client.created_at
    client.save()
    assert status("/api/v1/products/", f"Bearer {token}") == 401


def test_a_token_of_wagtails_api_opens_until_it_is_revoked_or_its_user_is_closed():
    user = User.objects.create_user("els")
    plain = APIToken.generate_token()
    kept = APIToken.objects.create(user=user, name="x", key_hash=APIToken.hash_token(plain), prefix=plain[:12])
    assert status("/api/wagtail/v3/pages/", f"Bearer {plain}") == 200
    assert status("/api/v1/products/", f"Bearer {plain}") == 401
    User.objects.update(is_active=False)
    assert status("/api/wagtail/v3/pages/", f"Bearer {plain}") == 401
    User.objects.update(is_active=True)
    assert status("/api/wagtail/v3/pages/", f"Bearer {plain}") == 200
    kept.revoked_at = kept.created
    kept.save()
    assert status("/api/wagtail/v3/pages/", f"Bearer {plain}") == 401


def test_wrong_tokens_are_counted_by_address():
    tries = [status("/api/v1/products/", f"Bearer wrong-{number}") for number in range(21)]
    assert tries == [401] * 20 + [429]
    elsewhere = Client(REMOTE_ADDR="198.51.100.9").get("/api/v1/products/", headers={"Authorization": "Bearer x"})
    assert elsewhere.status_code == 401


def test_without_a_token_public_addresses_answer(form):
    assert {Client().get(address).status_code for address in PUBLIC if "nergens" not in address} == {200}
    assert Client().get("/", headers={"Authorization": "Basic YTpi"}).status_code != 401
