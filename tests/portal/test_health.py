"""What monitoring asks: alive, ready, and how each part is."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from django_q.models import Schedule
from wagtail.models import Site

from portal import schedules, status
from portal.lib import health
from portal.lib.health import Health
from records.models import OutboxMessage


@pytest.fixture
def part(monkeypatch):
    """Return a function that replaces a health check."""

    def replace(name, check):
        monkeypatch.setitem(health.checks._items, name, check)

    return replace


def test_alive_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_names_each_part_that_a_page_needs(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert {"database", "migrations", "outbox"} <= set(answer.json()["parts"])
    assert "no-store" in answer["Cache-Control"]


def test_not_ready_while_a_message_waits_for_too_long(client, db):
    past = timezone.now() - timedelta(minutes=11)
    OutboxMessage.objects.create(kind="mail", key="late", payload={}, available_at=past)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["outbox"] == "fails"


def test_not_ready_when_the_database_fails_and_the_reason_stays_inside(client, part, db):
    def broken():
        raise DatabaseError("disk I/O error\nof host db.internal")

    part("database", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "disk" not in answer.text
    assert status.report(("database",))["database"] == Health(False, "DatabaseError: disk I/O error")


def test_status_is_json_for_monitoring_and_fails_with_a_part(part, db):
    schedules.sync()
    Site.objects.update(hostname="testserver")
    part("search", lambda: Health(True, "fine", {"documents": 3}))
    said = StringIO()
    call_command("status", format="json", stdout=said)
    report = json.loads(said.getvalue())
    assert report["ok"] is True
    assert report["parts"]["search"] == {"ok": True, "detail": "fine", "documents": 3}

    part("search", lambda: Health(False, "empty"))
    said = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("status", stdout=said)
    assert "FAILS  search" in said.getvalue()


def test_a_worker_that_does_not_run_is_noticed(db):
    assert not status.worker().ok
    schedules.sync()
    assert status.worker().ok
    Schedule.objects.update(next_run=timezone.now() - timedelta(minutes=6))
    assert status.worker().detail.startswith("not running")
