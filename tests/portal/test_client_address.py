"""Who the visitor is behind proxies: read from the right, as far as the proxies are ours; the rest anybody can write."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.middleware.client_address import ClientAddressMiddleware

PROXY, INNER, VISITOR, INVENTED = "10.0.0.1", "10.0.0.2", "203.0.113.7", "198.51.100.66"


@pytest.mark.parametrize(
    ("sender", "forwarded", "visitor"),
    [
        (PROXY, VISITOR, VISITOR),
        (PROXY, f"{INVENTED}, {VISITOR}", VISITOR),
        (PROXY, f"{INVENTED},{VISITOR}, {INNER}", VISITOR),
        (PROXY, f" {VISITOR} ,", VISITOR),
        (PROXY, f"{INNER}, {PROXY}", PROXY),
        (PROXY, "", PROXY),
        (VISITOR, INVENTED, VISITOR),
        (VISITOR, f"{INVENTED}, {PROXY}", VISITOR),
    ],
)
def test_the_visitor_is_the_last_that_no_proxy_of_ours_is(settings, sender, forwarded, visitor):
    settings.TRUSTED_PROXIES = [PROXY, INNER]
    request = RequestFactory().get("/", REMOTE_ADDR=sender, HTTP_X_FORWARDED_FOR=forwarded)
    ClientAddressMiddleware(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == visitor


def test_without_a_proxy_of_ours_the_header_says_nothing(settings):
    settings.TRUSTED_PROXIES = []
    request = RequestFactory().get("/", REMOTE_ADDR=VISITOR, HTTP_X_FORWARDED_FOR=INVENTED)
    ClientAddressMiddleware(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == VISITOR
