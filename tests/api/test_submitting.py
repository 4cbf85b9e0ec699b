"""Submitting a form by the API: the same validation as the web pages, once per key."""

import json
import uuid

import pytest
from django.test import Client

from api.auth import ANONYMOUS_SUBMISSIONS, make_client
from api.scopes import SUBMIT
from cases.models import Case
from forms_app.models import Submission
from records.models import OutboxMessage
from tests.factories import make_form, question, step, when

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/forms/adreswijziging/submissions/"
KEY = "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"


@pytest.fixture
def form():
    return make_form(
        step(
            "Wie bent u?",
            question("text", "naam", "Hoe heet u?", meaning="name"),
            question("email", "mail", "E-mail"),
            question("yes_no", "huurt", "Huurt u?"),
        ),
        step("Huur", question("text", "verhuurder", "Van wie huurt u?"), show_if=when("huurt", "eq", "yes")),
    )


ANSWERS = {"naam": "Jonas", "mail": "jonas@voorbeeld.be", "huurt": "no"}


def send(answers, key=KEY, client=None, **headers):
    body = json.dumps({"answers": answers})
    return (client or Client()).post(
        ADDRESS, body, content_type="application/json", headers={"Idempotency-Key": key, **headers}
    )


def test_the_same_key_with_the_same_body_gives_the_same_answer_and_one_case(form):
    first = send(ANSWERS)
    again = send(ANSWERS)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Case.objects.count() == Submission.objects.count() == OutboxMessage.objects.count() == 1
    assert first.json()["reference"] == Case.objects.get().reference


def test_the_same_key_with_another_body_is_refused_and_changes_nothing(form):
    send(ANSWERS)
    other = send({**ANSWERS, "naam": "Lotte"})
    assert other.status_code == 422
    assert other["Content-Type"] == "application/problem+json"
    assert Submission.objects.get().answers["naam"] == "Jonas"


def test_each_wrong_answer_is_named(form):
    answer = send({"naam": "", "mail": "geen adres", "huurt": "misschien"})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"naam", "mail", "huurt"}
    assert Submission.objects.count() == 0


def test_an_unknown_question_is_refused_by_name(form):
    answer = send({**ANSWERS, "schoenmaat": 42})
    assert answer.status_code == 422
    assert "schoenmaat" in answer.json()["errors"]


def test_a_hidden_question_is_neither_asked_nor_kept(form):
    assert send({**ANSWERS, "verhuurder": "An"}).status_code == 201
    assert "verhuurder" not in Submission.objects.get().answers


def test_a_question_that_shows_must_be_answered(form):
    answer = send({**ANSWERS, "huurt": "yes"})
    assert set(answer.json()["errors"]) == {"verhuurder"}


@pytest.mark.parametrize("answer", [[], {}, 7, None, True, "\0", ["a"], {"a": 1}])
def test_an_answer_of_the_wrong_shape_is_a_clear_error(form, answer):
    result = send({**ANSWERS, "mail": answer})
    assert result.status_code == 422
    assert set(result.json()["errors"]) == {"mail"}


@pytest.mark.parametrize("body", ["", "[]", "{", '{"answers": []}', "null"])
def test_a_body_that_is_no_submission_is_a_problem(form, body):
    answer = Client().post(ADDRESS, body, content_type="application/json", headers={"Idempotency-Key": KEY})
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_without_a_key_nothing_is_submitted(form):
    answer = Client().post(ADDRESS, json.dumps({"answers": ANSWERS}), content_type="application/json")
    assert answer.status_code == 422
    assert Submission.objects.count() == 0


def test_an_older_version_is_told_to_read_the_form_again(form):
    body = json.dumps({"answers": ANSWERS, "version": 99})
    answer = Client().post(ADDRESS, body, content_type="application/json", headers={"Idempotency-Key": KEY})
    assert answer.status_code == 409


def test_an_unpublished_form_is_gone(form):
    form.unpublish()
    assert send(ANSWERS).status_code == 404
    assert Client().get("/api/v1/forms/adreswijziging/").status_code == 404


def test_anonymous_clients_are_throttled_and_a_coupled_system_is_not(form):
    ANONYMOUS_SUBMISSIONS.count("127.0.0.1", cost=ANONYMOUS_SUBMISSIONS.max_tries - 2)
    keys = [str(uuid.uuid4()) for _ in range(4)]
    assert [send(ANSWERS, key=key).status_code for key in keys[:3]] == [201, 201, 429]
    assert send(ANSWERS, key=keys[0]).status_code == 201  # what was acknowledged is answered again
    _client, token = make_client("kiosk", [SUBMIT])
    assert send(ANSWERS, Authorization=f"Bearer {token}").status_code == 201
    _client, without_scope = make_client("website", [])
    assert send(ANSWERS, key=keys[3], Authorization=f"Bearer {without_scope}").status_code == 429


def test_a_wrong_or_revoked_token_is_refused_not_taken_for_anonymous(form):
    client, token = make_client("kiosk", [SUBMIT])
    assert send(ANSWERS, Authorization="Bearer sw_wrong").status_code == 401
    assert send(ANSWERS, Authorization="Basic abc").status_code == 401
    client.revoked_at = client.created_at
    client.save()
    assert send(ANSWERS, Authorization=f"Bearer {token}").status_code == 401
    assert Submission.objects.count() == 0


def test_only_a_hash_of_the_token_is_kept():
    client, token = make_client("kiosk", [])
    assert token not in str(client.__dict__)


def test_a_client_that_missed_the_answer_gets_it_although_the_form_has_closed_meanwhile(form):
    first = send(ANSWERS)
    form.unpublish()
    assert send(ANSWERS).json() == first.json()
    assert send({**ANSWERS, "naam": "Lotte"}).status_code == 422
    assert send(ANSWERS, key=str(uuid.uuid4())).status_code == 404
    assert Submission.objects.count() == 1
