"""Until when a page stays true."""

import datetime

from django.http import HttpRequest

from ground.page_expiry import expires, expiry_of

NOON = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def test_the_earliest_moment_counts_in_whichever_order_they_are_said():
    request = HttpRequest()
    assert expiry_of(request) is None
    for moment in (NOON, NOON + HOUR, NOON - HOUR, NOON):
        expires(request, moment)
    assert expiry_of(request) == (NOON - HOUR).timestamp()


def test_what_is_made_outside_a_request_has_nobody_to_tell():
    expires(None, NOON)
