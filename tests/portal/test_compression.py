"""Every answer of text goes out packed and says who may keep it; a secret on it cannot be read from its length."""

import gzip
import re
from http import HTTPStatus

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from ground.next_date import next_date
from people.models import User
from portal.cache import store
from portal.cache.page_cache import PageCache
from portal.middleware.compression import CompressionMiddleware
from portal.server import refused
from tests.factories import make_form, question, step
from tests.packing import ASKS_PACKED, SHORT, body_of, flaw_of
from tests.portal.public import API, make_world, public_addresses
from tests.portal.visitor import Visitor
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCT, FORM = "/producten/adreswijziging/", "/formulieren/adreswijziging/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def _one_connection():
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def visitor(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    make_home()
    make_place()
    make_product()
    make_form(step("Wie bent u?", question("text", "naam", "Naam")), key="adreswijziging")
    return Visitor(PageCache(get_wsgi_application(), next_date))


KINDS = {
    "a page that is kept": (PRODUCT, ""),
    "a page with a query": (f"{PRODUCT}?x=1", ""),
    "a page for who is signed in": (PRODUCT, "staff"),
    "search": ("/zoeken/?q=adres", ""),
    "suggestions": ("/zoeken/suggesties/?q=adres", ""),
    "the start of a form": (FORM, ""),
    "cases": ("/zaken/", ""),
    "a page that is not there": ("/bestaat/niet/", ""),
    "signing in": ("/cms/login/", ""),
    "the admin": ("/cms/", "staff"),
    "a list of the admin": ("/cms/pages/", "staff"),
    "the API": ("/api/v1/forms/adreswijziging", ""),
    "the API's description": ("/api/v1/openapi.json", ""),
    "an error of the API": ("/api/v1/bestaat-niet", ""),
    "the map": ("/sitemap.xml", ""),
    "robots": ("/robots.txt", ""),
}


@pytest.mark.parametrize(("path", "who"), KINDS.values(), ids=list(KINDS))
def test_every_kind_of_answer_is_packed_and_says_who_may_keep_it(visitor, path, who):
    cookie = ""
    if who:
        browser = Client()
        browser.force_login(User.objects.create_superuser("beheerder", password="een-eigen-zin-van-els"))
        cookie = f"sessionid={browser.cookies['sessionid'].value}"
    for _ in range(2):
        path_only, _, query = path.partition("?")
        answer = visitor.get(path_only, QUERY_STRING=query, HTTP_COOKIE=cookie, HTTP_ACCEPT_ENCODING="gzip")
        assert answer.headers["Cache-Control"], answer.status
        body = answer.body
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(answer.body)
        assert len(body) == len(answer.body) if len(body) < SHORT else len(answer.body) < len(body)
        assert "Accept-Encoding" in answer.headers["Vary"] or len(body) < SHORT


def test_every_public_address_is_packed_and_says_who_may_keep_it():
    """Those of the staff: tests/walls/test_every_address.py."""
    client, values = make_world()
    flaws = {}
    for address in [*public_addresses(values), *API]:
        answer = client.get(address, headers=ASKS_PACKED)
        if flaw := flaw_of(answer, body_of(answer)):
            flaws[address] = flaw
    assert flaws == {}


def test_an_answer_about_one_visitor_is_kept_by_no_cache_that_others_share(visitor):
    for path in (FORM, "/zaken/", "/bestaat/niet/", "/cms/login/"):
        said = visitor.get(path).headers["Cache-Control"]
        assert "private" in said or "no-store" in said, (path, said)


def test_who_cannot_unpack_gets_plain_text(visitor):
    for given in ("", "br;q=0, gzip;q=0"):
        answer = visitor.get("/zaken/", HTTP_ACCEPT_ENCODING=given)
        assert "Content-Encoding" not in answer.headers
        assert b"<!DOCTYPE html>" in answer.body


def test_the_token_of_a_form_is_masked_anew_and_the_length_tells_nothing(visitor):
    seen, lengths = set(), set()
    for _ in range(12):
        answer = visitor.get("/cms/login/", HTTP_ACCEPT_ENCODING="gzip", HTTP_COOKIE=f"csrftoken={'a' * 32}")
        seen.add(TOKEN.search(gzip.decompress(answer.body))[1])
        lengths.add(len(answer.body))
    assert len(seen) == 12
    assert len(lengths) > 3


@pytest.mark.parametrize(
    ("status", "content_type", "is_packed"),
    [
        (200, "text/csv", True),
        (200, "application/problem+json", True),
        (200, "image/svg+xml", True),
        (200, "image/png", False),
        (200, "font/woff2", False),
        (200, "application/pdf", False),
        (206, "text/css", False),
    ],
)
def test_only_whole_text_is_packed(status, content_type, is_packed):
    response = HttpResponse(b"letters " * 200, status=status, content_type=content_type)
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    sent = CompressionMiddleware(lambda request: response)(request)
    assert sent.has_header("Content-Encoding") is is_packed


def test_what_the_front_refuses_is_packed_too():
    page = b"<p>even geduld</p>" * 100
    headers, body = refused.answer(HTTPStatus.SERVICE_UNAVAILABLE, "/", {503: page}, "gzip")
    assert (b"content-encoding", b"gzip") in headers
    assert (b"content-length", b"%d" % len(body)) in headers
    assert gzip.decompress(body) == page
    assert refused.answer(HTTPStatus.SERVICE_UNAVAILABLE, "/", {503: page})[1] == page


@pytest.mark.parametrize(
    ("given", "with_brotli", "without"),
    [
        ("br, gzip", "br", "gzip"),
        ("gzip, deflate, br;q=0.9", "br", "gzip"),
        ("br;q=0, gzip", "gzip", "gzip"),
        ("*", "gzip", "gzip"),
        ("identity", "", ""),
        ("", "", ""),
    ],
)
def test_a_kept_page_goes_out_in_the_smallest_coding_that_the_browser_takes(given, with_brotli, without):
    assert store.coding_of(given) == (with_brotli if store.brotli else without)


def test_a_kept_page_by_brotli_is_the_page(visitor):
    brotli = pytest.importorskip("brotli")
    plain = visitor.get(PRODUCT).body
    packed = visitor.get(PRODUCT, HTTP_ACCEPT_ENCODING="br")
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.body) == plain
