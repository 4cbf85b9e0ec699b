"""A mail server that is silent, down or back: nothing waits for it, no message is lost for it, and it ends by itself."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from records import heartbeats, outbox, smtp
from records.models import Heartbeat, OutboxMessage
from records.service import MessageContent, Paragraph, drain_outbox, put_message, queue_mail
from tests.records.mail_servers import HANGS_ON, LATER, REFUSES, closed_port, mail_server, seconds_for

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def put(key, to="jonas@voorbeeld.be"):
    return queue_mail(key, to, MessageContent("Dag", (Paragraph("Tekst"),)))


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that stands still until a test moves it: a function that adds to it."""
    moments = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: moments[0])

    def later(delta):
        moments[0] += delta

    return later


def sweep_each_minute(clock, minutes):
    """Let the clock run as the schedule does; return how many drains were tried against the server."""
    return sum((clock(MINUTE), drain_outbox())[1] for _ in range(minutes))


@contextmanager
def nobody_listens(settings):
    settings.EMAIL_BACKEND = "records.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    yield


def states():
    return sorted(OutboxMessage.objects.values_list("state", "attempts"))


def test_a_batch_goes_over_one_connection(settings):
    with mail_server(settings) as server:
        for number in range(12):
            put(f"event:{number}")
        assert drain_outbox() == 12
    assert len(server.received) == 12
    assert server.connections == 1
    assert heartbeats.last(["mail"])["mail"].succeeded_at is not None


def test_a_server_that_refuses_one_recipient_for_good_takes_the_others_and_that_one_is_not_tried_again(settings):
    with mail_server(settings) as server:
        refused = put("refused", REFUSES)
        put("taken")
        assert drain_outbox() == 1
    assert [to for to, _text in server.received] == ["jonas@voorbeeld.be"]
    refused.refresh_from_db()
    assert (refused.state, refused.attempts) == ("failed", 1)
    assert "no such box" in refused.error
    assert heartbeats.open_breakers() == []


def test_a_server_that_asks_to_come_back_later_is_asked_later_and_that_counts(settings):
    with mail_server(settings):
        message = put("later", LATER)
        drain_outbox()
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 1)
    assert message.available_at > timezone.now() + timedelta(seconds=50)
    assert heartbeats.open_breakers() == []


@pytest.mark.parametrize("way", ["silent", "drips", "silent after the text", "refuses the sender"])
def test_a_server_that_takes_nothing_holds_a_drain_once_and_costs_no_attempt(settings, monkeypatch, way):
    monkeypatch.setattr(smtp, "MAX_SECONDS", 1.5)
    for number in range(3):
        put(f"event:{number}")
    with mail_server(settings, way) as server:
        assert seconds_for(drain_outbox) < 5
        assert seconds_for(drain_outbox) < 0.5, "the breaker is open: nobody waits for it again"
        assert server.connections == 1
    assert states() == [("queued", 0)] * 3
    assert OutboxMessage.objects.filter(leased_until=None).count() == 3


def test_other_kinds_leave_while_the_mail_server_is_silent(settings):
    seen = []
    with (
        mail_server(settings, "silent"),
        outbox.deliveries.temporarily("pigeon", lambda message: seen.append(message.key)),
    ):
        put("mail:1")
        put_message("pigeon", "pigeon:1", {})
        assert drain_outbox() == 1
    assert seen == ["pigeon:1"]


@pytest.mark.parametrize("hours", [6, 48])
def test_hours_of_a_dead_mail_server_end_by_themselves_when_it_is_back(settings, clock, hours):
    with nobody_listens(settings):
        for number in range(3):
            put(f"event:{number}")
        assert sweep_each_minute(clock, hours * 60) == 0
    beat = Heartbeat.objects.get(name="mail")
    assert hours * 4 <= beat.failures <= hours * 4 + 6, "tried each quarter of an hour, and more often in the beginning"
    assert states() == [("queued", 0)] * 3
    assert outbox.health().figures["late"] == 3
    with mail_server(settings) as server:
        assert sweep_each_minute(clock, 16) == 3
    assert len(server.received) == 3
    assert states() == [("sent", 1)] * 3
    assert Heartbeat.objects.get(name="mail").failures == 0
    assert outbox.health().ok


def test_two_days_of_a_server_that_goes_silent_after_the_text_end_by_themselves_too(settings, clock):
    for number in range(2):
        put(f"event:{number}")
    settings.EMAIL_TIMEOUT = 0.1
    with mail_server(settings, "silent after the text"):
        settings.EMAIL_TIMEOUT = 0.1
        assert sum((clock(16 * MINUTE), drain_outbox())[1] for _ in range(3 * 4)) == 0
    assert states() == [("queued", 0)] * 2
    with mail_server(settings):
        assert sweep_each_minute(clock, 16) == 2


def test_a_message_on_which_the_server_goes_silent_each_time_holds_up_no_other_and_fails_in_the_end(settings, clock):
    bad = put("bad", HANGS_ON)
    with mail_server(settings) as server:
        settings.EMAIL_TIMEOUT = 0.1
        for number in range(12):
            put(f"good:{number}")
            for _ in range(30):
                clock(timedelta(minutes=10))
                drain_outbox()
    assert len(server.received) == 12
    bad.refresh_from_db()
    assert bad.state == "failed"


def test_a_drain_lets_others_have_the_worker_when_its_time_is_over_and_asks_for_another(settings, monkeypatch):
    nudges = []
    monkeypatch.setattr(outbox, "_nudge", lambda: nudges.append(1))
    monkeypatch.setattr(outbox, "DRAIN_SECONDS", 0.05)
    for number in range(20):
        put_message("slow", f"event:{number}", {})
    with outbox.deliveries.temporarily("slow", lambda message: seconds_for(lambda: __import__("time").sleep(0.02))):
        sent = drain_outbox()
    assert 0 < sent < 10
    assert nudges == [1]
    assert OutboxMessage.objects.filter(state="queued", attempts=0, leased_until=None).count() == 20 - sent
