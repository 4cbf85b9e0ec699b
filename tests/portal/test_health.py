"""What monitoring asks: alive, ready, and how each part is."""

import contextlib
import json
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from wagtail.models import Page, Site

from ground import health
from ground.health import Health
from people.models import CitySettings
from portal.operations import jobs, schedules, status
from portal.version import __version__
from records import heartbeats
from records.models import Heartbeat, OutboxMessage

ROOT = Path(__file__).resolve().parents[2]


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
    assert {"database", "write", "migrations", "outbox", "mail", "room"} <= set(answer.json()["parts"])
    assert answer.json()["parts"]["virus_scan"] == "off"
    assert "no-store" in answer["Cache-Control"]


def test_mail_that_does_not_leave_is_told_and_does_not_take_the_site_with_it(client, db):
    past = timezone.now() - timedelta(minutes=11)
    OutboxMessage.objects.create(kind="mail", key="late", payload={}, available_at=past)
    heartbeats.succeeded("mail")
    heartbeats.open_breaker("mail", "TimeoutError: of host mail.internal")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"], answer.json()["ok"]) == (200, True, False)
    assert answer.json()["parts"]["outbox"] == answer.json()["parts"]["mail"] == "fails"
    assert answer.json()["last"]["mail"] == Heartbeat.objects.get(name="mail").succeeded_at.isoformat(
        timespec="seconds"
    )
    assert "internal" not in answer.text
    assert "mail.internal" in status.report(("mail",))["mail"].detail


def test_each_job_tells_when_it_was_last_done_and_not_when_it_was_planned(client, db):
    schedules.sync()
    assert client.get("/readyz").json()["last"]["job publish_scheduled"] is None
    jobs.publish_scheduled()
    done = Heartbeat.objects.get(name="publish_scheduled").succeeded_at
    assert client.get("/readyz").json()["last"]["job publish_scheduled"] == done.isoformat(timespec="seconds")
    Heartbeat.objects.filter(name="publish_scheduled").update(
        succeeded_at=timezone.now() - timedelta(minutes=5, seconds=59)
    )
    assert client.get("/readyz").json()["parts"]["job publish_scheduled"] == "ok"
    Heartbeat.objects.filter(name="publish_scheduled").update(
        succeeded_at=timezone.now() - timedelta(minutes=6, seconds=1)
    )
    assert client.get("/readyz").json()["parts"]["job publish_scheduled"] == "fails"


def test_a_job_that_fails_is_told_with_its_error_and_forgotten_when_it_works_again(db, monkeypatch):
    schedules.sync()

    def broken():
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "purge_throttles", broken)
    with pytest.raises(ZeroDivisionError):
        jobs.purge_counters()
    part = status.report()["job purge_counters"]
    assert not part.ok
    assert "ZeroDivisionError" in part.detail
    monkeypatch.undo()
    jobs.purge_counters()
    assert status.report()["job purge_counters"].ok


def test_ready_writes_to_the_database_and_says_when_that_fails(client, db, monkeypatch):
    monkeypatch.setattr(status, "_written_at", 0.0)
    assert client.get("/readyz").json()["parts"]["write"] == "ok"
    assert Heartbeat.objects.get(name="write").succeeded_at is not None

    def full(name):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(heartbeats, "succeeded", full)
    assert client.get("/readyz").status_code == 200, "not written for each question: anybody may ask"
    monkeypatch.setattr(status, "_written_at", 0.0)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["parts"]["write"]) == (503, "fails")


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


def test_a_worker_that_does_not_run_is_noticed_though_its_schedule_looks_fine(db):
    assert "setup" in status.worker().detail
    schedules.sync()
    assert (status.worker().ok, status.worker().detail.partition(",")[0]) == (True, "not seen yet")
    Heartbeat.objects.update(since=timezone.now() - timedelta(minutes=7))
    assert status.worker().detail.startswith("not running")
    jobs.sweep_outbox()
    assert (status.worker().ok, status.worker().detail.partition(",")[0]) == (True, "running")


@pytest.mark.parametrize(("minutes", "is_ok"), [(4, True), (6, False)])
def test_what_should_have_gone_and_did_not_is_told(db, minutes, is_ok):
    Page.objects.filter(depth=2).update(live=True, expire_at=timezone.now() - timedelta(minutes=minutes))
    assert status.scheduled().ok is is_ok


@pytest.mark.parametrize(("minutes", "is_ok"), [(4, True), (6, False)])
def test_what_should_have_appeared_and_did_not_is_told(db, minutes, is_ok):
    revision = Page.objects.get(depth=2).save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=minutes)
    revision.save()
    assert status.scheduled().ok is is_ok


def test_contact_data_that_nobody_filled_in_are_told_in_words_and_fail_nothing(client, db):
    CitySettings.objects.all().delete()
    site = Site.objects.get()
    for _absent_then_made_by_a_visit in range(2):
        part = status.report(("contact_data",))["contact_data"]
        assert (part.ok, part.word) == (True, "off")
        assert part.detail.startswith("no name of the city: fill it in at /cms/")
        CitySettings.for_site(site)
    out = StringIO()
    with contextlib.suppress(SystemExit):
        call_command("status", stdout=out)
    assert "off    contact_data" in out.getvalue()
    assert client.get("/readyz").json()["parts"]["contact_data"] == "off"
    CitySettings.objects.update(city_name="Temse")
    part = status.report(("contact_data",))["contact_data"]
    assert part.detail.startswith("no telephone and e-mail of the city")
    CitySettings.objects.update(phone="03 710 12 12")
    assert status.report(("contact_data",))["contact_data"] == Health(True, "Temse")


def test_the_version_is_told_and_is_the_newest_of_the_changelog_with_a_database_of_its_own(db):
    written = StringIO()
    with contextlib.suppress(SystemExit):
        call_command("status", "--format", "json", stdout=written)
    assert json.loads(written.getvalue())["parts"]["version"]["detail"] == __version__
    headings = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert headings[0] == __version__
    assert (ROOT / "tests" / "data" / f"release-{__version__}.json.gz").exists()
