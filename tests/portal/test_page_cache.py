"""Whole pages from memory: what is kept, for how long, and what never is."""

import gzip
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from ground.content_changed import announce
from ground.generation import generation, new_generation
from ground.next_date import midnight, next_date
from portal.cache import page_cache
from portal.cache.page_cache import Answer, PageCache, cached_page
from portal.cache.store import MAX_REMAKE, PageStore
from tests.portal.visitor import Visitor


class Site:
    """A WSGI application that counts how often it was asked, says that its page may be kept, and what else it is told."""

    def __init__(self, body=b"pagina", status="200 OK", **headers):
        self.asked = 0
        self.closed = 0
        self.body = body
        self.status = status
        length = {} if headers.pop("streams", False) else {"Content-Length": str(len(body))}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        marked = {"Stadswinkel-Cacheable": "1"}
        self.headers = {"Content-Type": "text/html; charset=utf-8", **marked, **length, **given}

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, list(self.headers.items()))
        return Chunks(self)


class Chunks(list):
    def __init__(self, site):
        super().__init__([site.body])
        self.close = lambda: setattr(site, "closed", site.closed + 1)


@pytest.fixture(autouse=True)
def _own_generation(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_the_second_visitor_gets_the_kept_page():
    site = Site()
    visitor = Visitor(PageCache(site))
    first, second = visitor.get("/"), visitor.get("/")
    assert (first.body, second.body, site.asked, site.closed) == (b"pagina", b"pagina", 1, 1)


@pytest.mark.parametrize(("age", "asked"), [(299, 1), (301, 2)])
def test_a_page_is_kept_for_five_minutes(monkeypatch, age, asked):
    site, now = Site(), time.time()
    visitor = Visitor(PageCache(site))
    monkeypatch.setattr("portal.cache.page_cache.time.time", lambda: now)
    visitor.get("/")
    monkeypatch.setattr("portal.cache.page_cache.time.time", lambda: now + age)
    visitor.get("/")
    assert site.asked == asked


def test_a_kept_page_goes_out_packed_to_a_browser_that_can_unpack():
    visitor = Visitor(PageCache(Site()))
    visitor.get("/")
    packed = visitor.get("/", HTTP_ACCEPT_ENCODING="deflate, gzip")
    assert gzip.decompress(packed.body) == b"pagina"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert "Content-Encoding" not in visitor.get("/", HTTP_ACCEPT_ENCODING="gzip;q=0").headers


def test_a_browser_that_has_the_page_gets_304_without_a_body():
    visitor = Visitor(PageCache(Site()))
    etag = visitor.get("/").headers["ETag"]
    again = visitor.get("/", HTTP_IF_NONE_MATCH=f'"other", {etag}')
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert again.headers["ETag"] == etag
    assert visitor.get("/", HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_head_answers_as_get_does_but_without_the_body_and_keeps_nothing():
    site = Site()
    visitor = Visitor(PageCache(site))
    visitor.head("/")
    visitor.get("/")
    assert site.asked == 2
    head = visitor.head("/")
    assert (head.body, head.headers["Content-Length"], site.asked) == (b"", "6", 2)


def test_a_change_makes_every_kept_page_old_also_twice_in_the_same_millisecond():
    site = Site()
    visitor = Visitor(PageCache(site))
    seen = set()
    for _ in range(5):
        visitor.get("/")
        new_generation()
        seen.add(generation())
    assert site.asked == 5
    assert len(seen) == 5


def test_a_page_made_while_something_was_published_is_not_kept_for_the_new_generation():
    site = Site()

    def publishing(environ, start_response):
        new_generation()
        return site(environ, start_response)

    visitor = Visitor(PageCache(publishing))
    visitor.get("/")
    visitor.get("/")
    assert site.asked == 2


@pytest.mark.parametrize(
    "request_",
    [
        {"QUERY_STRING": "q=x"},
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "messages=abc"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_a_request_that_could_differ_is_answered_by_django(request_):
    site = Site()
    visitor = Visitor(PageCache(site))
    visitor.get("/")
    visitor.get("/", **request_)
    visitor.get("/", **request_)
    assert site.asked == 3


def test_an_answer_of_a_view_that_says_nothing_is_never_kept():
    site = Site()
    del site.headers["Stadswinkel-Cacheable"]
    visitor = Visitor(PageCache(site))
    visitor.get("/")
    visitor.get("/")
    assert site.asked == 2


@pytest.mark.parametrize(
    "site",
    [
        Site(Set_Cookie="a=b"),
        Site(status="404 Not Found"),
        Site(status="302 Found"),
        Site(Cache_Control="private"),
        Site(Cache_Control="no-store"),
        Site(Vary="Cookie"),
        Site(Vary="Accept-Encoding, Accept-Language"),
        Site(Content_Encoding="br"),
        Site(Content_Type="application/json"),
        Site(streams=True),
        Site(body=b"x" * (page_cache.MAX_PAGE_BYTES + 1)),
    ],
    ids=lambda site: f"{site.status} {list(site.headers.items())[2:]}",
)
def test_an_answer_that_is_not_a_whole_public_page_is_not_kept(site):
    visitor = Visitor(PageCache(site))
    asked = site.asked
    answer = visitor.get("/")
    visitor.get("/")
    assert site.asked == asked + 2
    assert (answer.status, answer.body) == (site.status, site.body)


def test_hosts_and_schemes_have_pages_of_their_own():
    site = Site()
    visitor = Visitor(PageCache(site))
    for extra in ({}, {"HTTP_HOST": "other"}, {"wsgi.url_scheme": "https"}):
        visitor.get("/", **extra)
        visitor.get("/", **extra)
    assert site.asked == 3


@pytest.mark.parametrize(("given", "asked"), [("https", 2), ("https, http", 2), ("http", 1)])
def test_a_proxys_word_for_https_counts_where_the_settings_take_it(settings, given, asked):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    visitor = Visitor(PageCache(site))
    visitor.get("/")
    visitor.get("/", HTTP_X_FORWARDED_PROTO=given)
    assert site.asked == asked


def test_where_no_proxy_is_trusted_anybodys_word_for_https_changes_nothing():
    site = Site()
    visitor = Visitor(PageCache(site))
    visitor.get("/")
    visitor.get("/", HTTP_X_FORWARDED_PROTO="https")
    assert site.asked == 1


def test_a_view_says_until_when_its_page_holds():
    site = Site(Stadswinkel_Expires=str(time.time() + 0.05))
    visitor = Visitor(PageCache(site))
    assert visitor.get("/").status == visitor.get("/").status == "200 OK"
    assert site.asked == 1
    time.sleep(0.06)
    visitor.get("/", HTTP_COOKIE="sessionid=a")
    visitor.get("/")
    assert site.asked == 3


@pytest.mark.parametrize(
    "extra", [{}, {"HTTP_COOKIE": "sessionid=a"}, {"REQUEST_METHOD": "HEAD"}, {"QUERY_STRING": "a"}]
)
@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_no_visitor_sees_what_views_tell_the_cache(extra, status):
    visitor = Visitor(PageCache(Site(status=status, Stadswinkel_Expires=str(time.time() + 60))))
    for _ in range(2):
        assert not [name for name in visitor.get("/", **extra).headers if name.lower().startswith("stadswinkel")]


def test_no_page_outlives_the_next_date_in_the_database_which_is_asked_once_a_generation():
    site, asked = Site(), []

    def next_date():
        asked.append(1)
        return time.time() + 0.05

    visitor = Visitor(PageCache(site, next_date))
    visitor.get("/a")
    visitor.get("/b")
    assert len(asked) == 1
    time.sleep(0.06)
    visitor.get("/a")
    assert site.asked == 3


def test_the_oldest_pages_go_when_there_is_no_room():
    store = PageStore(max_bytes=3 * 1200)
    pages = PageCache(Site())
    pages.store = store
    visitor = Visitor(pages)
    for path in ("/a", "/b", "/a", "/c", "/d"):
        visitor.get(path)
    assert store.bytes <= 3 * 1200
    assert 1 <= len(store) <= 3
    kept = {key[-1] for key in store}
    assert "/d" in kept
    assert "/b" not in kept


def test_the_page_is_served_also_when_the_cache_itself_fails_and_the_log_says_where(monkeypatch, caplog):
    def broken(*args):
        raise RuntimeError("broken")

    site = Site()
    monkeypatch.setattr(page_cache, "generation", broken)
    assert Visitor(PageCache(site)).get("/").body == b"pagina"
    monkeypatch.undo()
    assert Visitor(PageCache(site, broken)).get("/").body == b"pagina"
    assert site.asked == 2
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert all("in broken" in str(record.msg) or record.exc_info for record in caplog.records)


@pytest.mark.django_db(transaction=True)
def test_a_new_generation_begins_when_the_change_commits_and_not_when_it_rolls_back():
    new_generation()
    before = generation()
    with transaction.atomic():
        announce("product", 1, "published")
        assert generation() == before
    after = generation()
    assert after != before
    with transaction.atomic():
        announce("product", 1, "published")
        transaction.set_rollback(True)
    assert generation() == after


@pytest.fixture
def _one_connection():
    """Let Django's request signals leave the test's own connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.django_db
def test_a_hit_does_not_touch_the_database():
    visitor = Visitor(PageCache(get_wsgi_application(), next_date))
    assert visitor.get("/a-z/").status == "200 OK"
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get("/a-z/").status == "200 OK"
    assert len(queries) == 0


@pytest.mark.django_db
def test_the_next_date_is_the_first_of_expiry_and_midnight():
    now = timezone.now()
    assert next_date() == midnight(timezone.localtime(now)).timestamp()
    soon = now + timedelta(seconds=1)
    Page.objects.filter(depth=2).update(expire_at=soon)
    assert next_date() == pytest.approx(soon.timestamp(), abs=1)


def test_midnight_is_right_on_the_days_on_which_the_clock_changes():
    brussels = ZoneInfo("Europe/Brussels")
    assert midnight(datetime(2026, 3, 29, 1, tzinfo=brussels)).astimezone(UTC) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert midnight(datetime(2026, 10, 25, 1, tzinfo=brussels)).astimezone(UTC) == datetime(
        2026, 10, 25, 23, tzinfo=UTC
    )


def test_others_get_the_old_page_while_one_request_makes_it_anew():
    inside, go_on = threading.Event(), threading.Event()
    site = Site()

    def slow(environ, start_response):
        if site.asked:
            inside.set()
            assert go_on.wait(20)
            site.body = b"nieuw!"
        return site(environ, start_response)

    visitor = Visitor(PageCache(slow))
    assert visitor.get("/").body == b"pagina"
    new_generation()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(visitor.get, "/")
        assert inside.wait(20)
        assert visitor.get("/").body == b"pagina"
        go_on.set()
        assert first.result().body == b"nieuw!"
    assert visitor.get("/").body == b"nieuw!"
    assert site.asked == 2


@pytest.mark.parametrize(("seconds", "is_old"), [(-0.1, True), (0.1, False)])
def test_nobody_gets_the_old_page_longer_than_a_moment(seconds, is_old):
    store, place, now = PageStore(), ("testserver", "http", "/"), time.time()
    store.put(place, cached_page(Answer("200 OK"), b"oud", 1, now + 300))
    assert store.find(place, 2, now) is None
    with store.making(place):
        page = store.find(place, 2, time.time() + MAX_REMAKE + seconds)
        assert (page is not None) is is_old
    assert store.find(place, 2, now) is None


def test_a_page_that_may_no_longer_be_kept_leaves_with_the_first_who_asks():
    site = Site()
    pages = PageCache(site)
    visitor = Visitor(pages)
    visitor.get("/")
    new_generation()
    site.status = "404 Not Found"
    assert visitor.get("/").status == "404 Not Found"
    assert (len(pages.store), pages.store.bytes) == (0, 0)


def test_pages_of_dead_generations_leave_memory_also_when_nobody_asks_for_them(monkeypatch):
    pages = PageCache(Site())
    visitor = Visitor(pages)
    visitor.get("/a")
    visitor.get("/b")
    later = time.time() + page_cache.MAX_AGE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    new_generation()
    visitor.get("/c")
    assert {place[-1] for place in pages.store} == {"/c"}


def test_a_page_of_an_older_generation_replaces_no_newer_one():
    store, place, until = PageStore(), ("testserver", "http", "/"), time.time() + 300
    store.put(place, cached_page(Answer("200 OK"), b"nieuw", 2, until))
    store.put(place, cached_page(Answer("200 OK"), b"oud", 1, until))
    assert store.find(place, 2, time.time()).variants[""].body["body"] == b"nieuw"
