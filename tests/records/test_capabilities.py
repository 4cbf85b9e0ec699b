"""Links that open one thing: a token that nobody can make, a grant that ends with its link."""

import base64
import datetime
import hashlib
import hmac

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from records import capabilities
from records.models import CapabilityLink

pytestmark = pytest.mark.django_db


def test_an_object_has_one_link_and_one_token():
    first, second = capabilities.link_for("case", 1), capabilities.link_for("case", "1")
    assert first.pk == second.pk
    assert capabilities.token_of(first) == capabilities.token_of(second)
    assert capabilities.resolve_token(capabilities.token_of(first)) == first


def test_a_token_fits_only_the_kind_and_object_of_its_link():
    token = capabilities.token_of(capabilities.link_for("case", 1))
    CapabilityLink.objects.update(object_id="2")
    assert capabilities.resolve_token(token) is None
    CapabilityLink.objects.update(object_id="1", kind="draft")
    assert capabilities.resolve_token(token) is None


def test_every_changed_character_spoils_a_token():
    token = capabilities.token_of(capabilities.link_for("case", 1))
    for place, right in enumerate(token[:-1]):
        wrong = "A" if right != "A" else "B"
        assert capabilities.resolve_token(token[:place] + wrong + token[place + 1 :]) is None, place


def test_the_unused_bits_of_the_last_character_make_no_second_token():
    token = capabilities.token_of(capabilities.link_for("case", 1))
    others = [token[:-1] + last for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    assert sum(capabilities.resolve_token(second) is not None for second in others) == 1


def test_another_secret_makes_every_token_worthless(settings):
    token = capabilities.token_of(capabilities.link_for("case", 1))
    settings.SECRET_KEY = "another" * 10
    assert capabilities.resolve_token(token) is None


def test_an_earlier_secret_still_opens_what_it_signed_and_signs_nothing_new(settings):
    link, old = capabilities.link_for("case", 1), settings.SECRET_KEY
    token, response = capabilities.token_of(link), HttpResponse()
    capabilities.grant_link(browser(), response, link)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, ["a third" * 10, old]
    assert capabilities.resolve_token(token) == link
    assert capabilities.granted_link(browser(response.cookies["grants"].value), "case", 1) == link
    new = capabilities.token_of(link)
    assert new != token
    settings.SECRET_KEY_FALLBACKS = []
    assert capabilities.resolve_token(new) == link
    assert capabilities.resolve_token(token) is None


def test_a_token_is_no_plain_hmac_of_the_secret(settings):
    link = capabilities.link_for("case", 1)
    message = f"records.capabilities:{link.id.hex}:case:1".encode()
    raw = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()[:18]
    assert capabilities.token_of(link) != base64.urlsafe_b64encode(link.id.bytes + raw).decode().rstrip("=")


@pytest.mark.parametrize("token", ["", "a", "A" * 46, "=" * 46, "é" * 46, "\x00" * 46, "A" * 100_000, "A" * 45 + "\n"])
def test_what_is_no_token_is_none(token):
    assert capabilities.resolve_token(token) is None


def test_a_link_ends_at_its_moment_and_not_before():
    link = capabilities.link_for("case", 1)
    token = capabilities.token_of(link)
    capabilities.set_expiry("case", 1, timezone.now() + datetime.timedelta(minutes=1))
    assert capabilities.resolve_token(token) == link
    capabilities.set_expiry("case", 1, timezone.now())
    assert capabilities.resolve_token(token) is None


def test_revoking_closes_the_old_link_and_makes_room_for_a_new_one():
    old = capabilities.token_of(capabilities.link_for("case", 1))
    capabilities.revoke_link("case", 1)
    new = capabilities.token_of(capabilities.link_for("case", 1))
    assert capabilities.resolve_token(old) is None
    assert capabilities.resolve_token(new) is not None
    assert old != new


def browser(cookie=""):
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["grants"] = cookie
    return request


def test_a_grant_opens_its_own_object_only():
    link = capabilities.link_for("case", 1)
    response = HttpResponse()
    capabilities.grant_link(browser(), response, link)
    request = browser(response.cookies["grants"].value)
    assert capabilities.granted_link(request, "case", 1) == link
    assert capabilities.granted_link(request, "case", 2) is None
    assert capabilities.granted_link(request, "draft", 1) is None


def test_a_browser_keeps_its_latest_grants():
    request = browser()
    for number in range(capabilities.MAX_GRANTS + 3):
        response = HttpResponse()
        capabilities.grant_link(request, response, capabilities.link_for("case", number))
        request = browser(response.cookies["grants"].value)
    assert capabilities.granted_link(request, "case", capabilities.MAX_GRANTS + 2) is not None
    assert capabilities.granted_link(request, "case", 0) is None
    assert len(request.COOKIES["grants"]) < 3000


@pytest.mark.parametrize("cookie", ["x", "a:b:c", "[]", "é", "\x00"])
def test_a_forged_cookie_grants_nothing(cookie):
    capabilities.link_for("case", 1)
    assert capabilities.granted_link(browser(cookie), "case", 1) is None
