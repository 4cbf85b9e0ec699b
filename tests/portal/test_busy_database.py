"""While somebody else writes for too long, who wants to write is told when to come back; who reads waits for nothing."""

import contextlib
import fcntl

import pytest
from django.db import OperationalError, connection
from django.test import Client

from forms_app.models import Draft, Submission
from portal import urls
from tests.factories import make_form, question, step

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no queue of writers"),
]
START = "/formulieren/adreswijziging/start/"
SUBMIT = "/api/v1/forms/adreswijziging/submissions/"
KEY = {"Idempotency-Key": "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"}


@pytest.fixture
def form():
    return make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))


@contextlib.contextmanager
def somebody_writes(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)
    with open(f"{connection.settings_dict['NAME']}-queue", "a") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield


def submit():
    client = Client(raise_request_exception=False)
    return client.post(SUBMIT, {"answers": {"naam": "Jonas"}}, content_type="application/json", headers=KEY)


def test_who_writes_is_told_when_to_come_back_and_may_then(form, monkeypatch):
    client = Client(raise_request_exception=False)
    with somebody_writes(monkeypatch):
        answer = client.post(START)
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
        assert "Het is even te druk" in answer.text
        assert client.get("/formulieren/adreswijziging/").status_code == 200
    assert not Draft.objects.exists()
    assert client.post(START).status_code == 302


def test_a_program_is_told_so_as_a_problem(form, monkeypatch):
    with somebody_writes(monkeypatch):
        answer = submit()
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "5", "application/problem+json")
    assert not Submission.objects.exists()
    assert submit().status_code == 201


@pytest.mark.parametrize("error", [OperationalError("no such table: forms_app_form"), ZeroDivisionError()])
def test_any_other_error_stays_one_of_the_server(form, monkeypatch, error):
    def broken(*_args):
        raise error

    monkeypatch.setattr("forms_app.filling.views.get_live_form", broken)
    assert urls.handler500 == "portal.errors.server_error"
    answer = Client(raise_request_exception=False).get("/formulieren/adreswijziging/")
    assert (answer.status_code, answer.get("Retry-After")) == (500, None)
