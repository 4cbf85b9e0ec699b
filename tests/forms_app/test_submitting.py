"""Submitting: everything is made before the transaction, which only writes, all of it or nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import sink
from cases.models import Case, CaseEvent
from forms_app import seams
from forms_app.models import Draft, Submission
from forms_app.service import submit_answers
from ground.actor import Actor
from records import outbox
from records.models import AuditLine, CapabilityLink, OutboxMessage
from records.service import resolve_token
from tests.cases.factories import form_for
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
ANSWERS = {"naam": "Jonas Peeters", "mail": "jonas@voorbeeld.be"}
TABLES = (Submission, Case, CaseEvent, CapabilityLink, AuditLine, OutboxMessage)


def submit(key="test:1", **more):
    return submit_answers(Actor("citizen"), form_for().current_version(), ANSWERS, key=key, **more)


def counts():
    return [model.objects.count() for model in TABLES]


@pytest.fixture
def citizen():
    make_form(
        step("Wie", question("text", "naam", "Naam?"), question("email", "mail", "Mail?", is_own=True)),
        step("Wat", question("text", "wat", "Wat?")),
    )
    return Citizen().start().send(naam="Jonas", mail="jonas@voorbeeld.be").send(wat="Alles")


@pytest.mark.django_db(transaction=True)
def test_between_begin_and_commit_there_is_nothing_but_the_six_inserts(monkeypatch):
    monkeypatch.setattr(outbox, "_nudge", lambda: None)
    submit("warm")
    version = form_for().current_version()
    with CaptureQueriesContext(connection) as seen:
        submit_answers(Actor("citizen"), version, ANSWERS, key="test:1")
    statements = [query["sql"] for query in seen]
    begin = next(place for place, sql in enumerate(statements) if sql.startswith("BEGIN"))
    commit = statements.index("COMMIT")
    inside = statements[begin + 1 : commit]
    assert [sql.split('"')[1] for sql in inside] == [model._meta.db_table for model in TABLES]
    assert all(sql.startswith("INSERT INTO") for sql in inside)
    assert len(statements) <= 12


def test_the_rows_are_those_that_the_orm_would_have_written():
    submission = submit()
    case, message = Case.objects.get(), OutboxMessage.objects.get()
    assert case.submission_id == submission.pk
    assert submission.receipt.reference == case.reference
    assert submission.receipt == seams.submission_sink.get().receipt(Submission.objects.get())
    assert resolve_token(submission.receipt.tracking_url.split("/")[-2]).object_id == str(case.pk)
    assert message.key == f"case.event:{case.events.get().pk}"
    assert (message.target_kind, message.target_id, message.state) == ("case", str(case.pk), "queued")
    assert case.next_due is not None
    assert AuditLine.objects.get(action="case.opened").target_id == str(case.pk)
    submission.full_clean(exclude=["id", "idempotency_key", "context", "body_hash"])


def test_a_case_number_that_is_taken_is_drawn_anew_and_nothing_is_there_twice(monkeypatch):
    first = submit("first").receipt.reference
    drawn = iter([first, first, "SN-0000-0000-0"])
    monkeypatch.setattr(sink, "new_reference", lambda _prefix: next(drawn))
    assert submit("second").receipt.reference == "SN-0000-0000-0"
    assert counts() == [2, 2, 2, 2, 2, 2]


def test_a_number_that_is_taken_each_time_is_an_error_that_leaves_nothing(monkeypatch):
    first = submit("first").receipt.reference
    monkeypatch.setattr(sink, "new_reference", lambda _prefix: first)
    with pytest.raises(IntegrityError):
        submit("second")
    assert counts() == [1, 1, 1, 1, 1, 1]


def test_an_error_at_the_very_last_row_leaves_none_and_the_draft_as_it_was(citizen, monkeypatch):
    before, rows = Draft.objects.get(), counts()

    def full(message):
        raise ZeroDivisionError

    monkeypatch.setattr(sink, "write_message", full)
    citizen.client.raise_request_exception = False
    assert citizen.client.post(citizen.at).status_code == 500
    assert counts() == rows
    after = Draft.objects.get()
    assert (after.answers, after.data, after.lock_version) == (before.answers, before.data, before.lock_version)


def test_a_sent_draft_keeps_no_second_copy_and_every_way_back_leads_to_the_confirmation(citizen):
    citizen.client.post(citizen.at)
    draft = Draft.objects.get()
    assert (draft.answers, draft.data, draft.context) == ({}, {}, {})
    assert Submission.objects.get().answers["wat"] == "Alles"
    done = f"{citizen.address}klaar/"
    assert Case.objects.get().reference in citizen.client.get(done).text
    for address in (citizen.address, f"{citizen.address}controle/", f"{citizen.address}wie/"):
        assert citizen.client.get(address).url == done
    assert citizen.client.post(f"{citizen.address}controle/").url == done
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_nudge_while_an_older_message_waits_and_a_new_one_when_it_is_gone(monkeypatch):
    nudges = []
    monkeypatch.setattr(outbox, "_nudge", lambda: nudges.append(1))
    for number in range(3):
        submit(f"test:{number}")
    assert len(nudges) == 1
    outbox.drain_outbox()
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}
    submit("test:3")
    assert len(nudges) == 2


@pytest.mark.django_db(transaction=True)
def test_the_older_of_two_nudges_though_the_newer_was_there_first(monkeypatch):
    nudges = []
    monkeypatch.setattr(outbox, "_nudge", lambda: nudges.append(1))
    submit("newer")
    OutboxMessage.objects.update(available_at=timezone.now() + timedelta(seconds=5))
    submit("older")
    assert len(nudges) == 2
