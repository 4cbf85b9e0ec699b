"""Throttles count for all processes together, keep no address, and forget."""

import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from records import throttles
from records.errors import Throttled
from records.models import ThrottleCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return a list whose last number is the time."""
    now = [1_000_000_200]
    monkeypatch.setattr("records.throttles.time.time", lambda: now[-1])
    return now


def test_the_limit_is_the_last_that_passes_and_the_wait_is_told(clock):
    for _ in range(3):
        throttles.throttle("link", "a", 3, 600)
    with pytest.raises(Throttled) as refused:
        throttles.throttle("link", "a", 3, 600)
    assert refused.value.retry_after == 600 - 1_000_000_200 % 600


def test_another_client_another_scope_and_another_window_start_anew(clock):
    throttles.throttle("link", "a", 1, 600)
    throttles.throttle("link", "b", 1, 600)
    throttles.throttle("draft", "a", 1, 600)
    clock.append(clock[-1] + 600)
    throttles.throttle("link", "a", 1, 600)


def test_only_a_keyed_hash_is_kept():
    throttles.throttle("link", "203.0.113.7", 1, 600)
    row = ThrottleCount.objects.get()
    assert "203.0.113.7" not in row.key
    assert len(row.key) == 64


def test_a_try_may_cost_more_than_one(clock):
    throttles.throttle("upload", "a", 10, 600, cost=7)
    throttles.throttle("upload", "a", 10, 600, cost=3)
    with pytest.raises(Throttled):
        throttles.throttle("upload", "a", 10, 600)


def test_what_is_given_back_can_be_tried_again_and_never_leaves_less_than_nothing(clock):
    throttles.throttle("upload", "a", 10, 600, cost=7)
    throttles.give_back_try("upload", "a", 600, cost=9)
    throttles.throttle("upload", "a", 10, 600, cost=10)
    throttles.forget_tries("upload", "a", 600)
    throttles.throttle("upload", "a", 10, 600, cost=10)
    throttles.give_back_try("upload", "nobody", 600)


def test_counts_of_windows_that_are_over_go(clock):
    throttles.throttle("link", "a", 5, 600)
    throttles.throttle("link", "a", 5, 86_400)
    clock.append(clock[-1] + 600)
    throttles.throttle("link", "a", 5, 600)
    assert throttles.purge_throttles() == 1
    assert ThrottleCount.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::ffff:198.51.100.8", "198.51.100.8"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_household_on_ipv6_counts_as_one(address, who):
    assert throttles.client_key(RequestFactory().get("/", REMOTE_ADDR=address)) == who


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_all_counted(clock):
    outcomes = []

    def attempt():
        try:
            throttles.throttle("link", "a", 5, 600)
            outcomes.append("passed")
        except Throttled:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["passed"] * 5 + ["refused"] * 7
