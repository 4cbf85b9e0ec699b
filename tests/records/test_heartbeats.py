"""A breaker stays open longer after each failure in a row, a quarter of an hour at most, and begins anew after a success."""

from datetime import timedelta

import pytest
from django.utils import timezone

from records import heartbeats

pytestmark = pytest.mark.django_db


def opened_for(name="mail"):
    """Open a breaker and return how many seconds it stays so, to the nearest second."""
    before = timezone.now()
    retry_at = heartbeats.open_breaker(name, "silent")
    spent = timezone.now() - before
    return round((retry_at - before - spent / 2) / timedelta(seconds=1))


def test_each_failure_in_a_row_waits_longer_until_a_quarter_of_an_hour():
    assert [opened_for() for _ in range(8)] == [30, 60, 120, 300, 600, 900, 900, 900]


def test_a_success_closes_the_breaker_and_the_next_failure_is_the_first():
    opened_for()
    opened_for()
    assert heartbeats.open_breakers() == ["mail"]
    heartbeats.succeeded("mail")
    assert heartbeats.open_breakers() == []
    assert opened_for() == 30


def test_one_part_does_not_open_the_breaker_of_another():
    opened_for("register")
    assert opened_for() == 30
