"""While somebody else writes for too long, who wants to write is told when to come back; who reads waits for nothing."""

import contextlib
import fcntl
import re
import threading
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.utils.html import escape

from forms_app.models import Draft, Submission
from ground.database.waiting import limit_waits
from portal import urls
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db(transaction=True)
needs_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no queue of writers")
needs_postgresql = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no limit for a statement")
START = "/formulieren/adreswijziging/start/"
SUBMIT = "/api/v1/forms/adreswijziging/submissions/"
KEY = {"Idempotency-Key": "0d3f0c9c-6a52-4c0e-9c60-1e1a4f6a1c55"}
TYPED = {"naam": "Jonas <& co>", "next": "", "shown-question": ["naam"]}


@pytest.fixture
def form():
    return make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))


@pytest.fixture(autouse=True)
def _limits(monkeypatch):
    """Give our connection the limits of a web process, but shorter."""
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", dict(connection.settings_dict["OPTIONS"]))
    limit_waits(connection.settings_dict, lock=1, statement=2)
    connection.close()
    yield
    connection.close()


@contextlib.contextmanager
def a_lock():
    """Hold what a writer needs, over a connection of somebody else's."""
    other = connection.copy()
    other.connect()
    if other.vendor == "sqlite":
        other.connection.execute("BEGIN IMMEDIATE")
    else:
        other.connection.execute("BEGIN")
        other.connection.execute("LOCK TABLE forms_app_draft, forms_app_submission IN EXCLUSIVE MODE")
    with contextlib.closing(other.connection):
        yield


@contextlib.contextmanager
def a_turn():
    """Hold the queue of writers."""
    with open(f"{connection.settings_dict['NAME']}-queue", "a") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield


HELD = [a_lock, pytest.param(a_turn, marks=needs_sqlite)]


def submit():
    client = Client(raise_request_exception=False)
    return client.post(SUBMIT, {"answers": {"naam": "Jonas"}}, content_type="application/json", headers=KEY)


@pytest.mark.parametrize("held", HELD)
def test_who_writes_is_told_when_to_come_back_and_may_then(form, held):
    client = Client(raise_request_exception=False)
    with held():
        answer = client.post(START)
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
        assert "Het is even te druk" in answer.text
        assert client.get("/formulieren/adreswijziging/").status_code == 200
    assert not Draft.objects.exists()
    assert client.post(START).status_code == 302


@pytest.mark.parametrize("held", HELD)
def test_a_program_is_told_so_as_a_problem(form, held):
    with held():
        answer = submit()
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "5", "application/problem+json")
    assert not Submission.objects.exists()
    assert submit().status_code == 201


def test_who_waits_less_than_the_limit_is_served(form):
    lock = contextlib.ExitStack()
    lock.enter_context(a_lock())
    threading.Timer(0.3, lock.close).start()
    assert Client(raise_request_exception=False).post(START).status_code == 302


@pytest.fixture
def at_first_step(form):
    """A browser at the first step, the address of that step and its token."""
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    page = browser.post(START, follow=True)
    return browser, page.redirect_chain[-1][0], browser.cookies["csrftoken"].value


def test_what_was_typed_stands_ready_to_be_sent_again(at_first_step):
    client, address, token = at_first_step
    with a_lock():
        answer = client.post(address, {**TYPED, "csrfmiddlewaretoken": token})
    assert answer.status_code == 503
    assert f'<form method="post" action="{address}">' in answer.text
    assert escape(TYPED["naam"]) in answer.text
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text)
    client.post(address, {name: unescape(value) for name, value in fields})
    assert Draft.objects.get().answers == {"naam": TYPED["naam"]}


def test_it_is_sent_again_to_the_whole_address(at_first_step):
    client, address, token = at_first_step
    with a_lock():
        answer = client.post(f"{address}?van=1", {**TYPED, "csrfmiddlewaretoken": token})
    assert f'<form method="post" action="{address}?van=1">' in answer.text


def test_a_file_does_not_come_along_and_the_page_says_so(at_first_step):
    client, address, token = at_first_step
    with a_lock():
        answer = client.post(
            address, {**TYPED, "csrfmiddlewaretoken": token, "bewijs": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
        )
    assert "Uw bestand is er niet bij" in answer.text


def test_what_no_page_of_ours_sent_is_not_to_be_sent_again(at_first_step, monkeypatch):
    client, address, _token = at_first_step

    def writes(*_args):
        Draft.objects.create()

    monkeypatch.setattr("forms_app.filling.wizard.StepView.show_again", writes)
    with a_lock():
        answer = client.post(address, TYPED)
    assert (answer.status_code, "Jonas" in answer.text) == (503, False)


def test_where_anyone_may_post_nothing_is_to_be_sent_again(form):
    with a_lock():
        answer = Client(raise_request_exception=False).post(START, TYPED)
    assert (answer.status_code, "Jonas" in answer.text, "Probeer opnieuw" in answer.text) == (503, False, False)


def test_a_password_is_not_to_be_sent_again(form):
    client = Client(raise_request_exception=False)
    with a_lock(), pytest.MonkeyPatch.context() as patched:
        patched.setattr("people.sign_in.SignInForm.clean", lambda form: Draft.objects.create())
        answer = client.post("/cms/login/", {"username": "els", "password": "geheim-van-els"})
    assert (answer.status_code, "geheim" in answer.text, "Probeer opnieuw" in answer.text) == (503, False, False)


@needs_postgresql
def test_a_statement_that_takes_too_long_is_cut_off(form, monkeypatch):
    def slow(*_args):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(10)")

    monkeypatch.setattr("forms_app.filling.views.get_live_form", slow)
    answer = Client(raise_request_exception=False).get("/formulieren/adreswijziging/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


@pytest.mark.parametrize("error", [OperationalError("no such table: forms_app_form"), ZeroDivisionError()])
def test_any_other_error_stays_one_of_the_server(form, monkeypatch, error):
    def broken(*_args):
        raise error

    monkeypatch.setattr("forms_app.filling.views.get_live_form", broken)
    assert urls.handler500 == "portal.errors.server_error"
    answer = Client(raise_request_exception=False).get("/formulieren/adreswijziging/")
    assert (answer.status_code, answer.get("Retry-After")) == (500, None)
