"""How often each public page is opened: kept answers too, outside the request, bounded, and never of what is one visitor's."""

import csv
import datetime
import io
import sqlite3

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from front import path_counts
from front.models import PathCount
from front.path_counts import PathTally
from front.purging import PATH_COUNT_DAYS, purge_path_counts
from ground.generation import generation
from people.roles import EDITOR, HANDLER
from portal.cache.page_cache import PageCache
from portal.server.application import Front
from tests.cases.factories import staff
from tests.factories import make_department
from tests.portal.test_kept_pages_in_the_front import ask

PERSON = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64)"}
LIST = "/cms/bezoek/"


class Site:
    """A WSGI application whose address says what it answers."""

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        kind = "text/plain" if path == "/robots.txt" else "text/html; charset=utf-8"
        status = "404 Not Found" if path.startswith("/weg/") else "200 OK"
        kept = [("Stadswinkel-Cacheable", "1")] if path in ("/kept/", "/robots.txt") else []
        start_response(status, [("Content-Type", kind), ("Content-Length", "1"), *kept])
        return [b"x"]


@pytest.fixture
def tally():
    return PathTally()


@pytest.fixture
def front(tally, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    cache = PageCache(Site())
    return Front(cache, cache.store, count=tally.count)


def counts():
    return dict(PathCount.objects.values_list("path", "count"))


@pytest.mark.django_db
def test_each_get_of_a_page_counts_once_whether_it_was_kept_or_made(front, tally):
    assert ask(front, "/kept/", "/kept/", "/kept/", "/apart/", **PERSON) == [200, 200, 200, 200]
    assert tally.flush() == 2
    assert counts() == {"/kept/": 3, "/apart/": 1}
    ask(front, "/kept/", **PERSON)
    tally.flush()
    assert counts()["/kept/"] == 4
    assert set(PathCount.objects.values_list("day", flat=True)) == {timezone.localdate()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/weg/iets/",
        "/robots.txt",
        "/t/geheim/",
        "/zaken/ZK-1/",
        "/formulieren/verhuis/7f4e/stap/",
        "/cms/",
        "/mijn/formulieren/",
        "/oordeel/bedankt/",
    ],
)
def test_what_is_no_public_page_is_never_in_memory_nor_in_the_table(front, tally, path):
    ask(front, path, path, **PERSON)
    assert len(tally) == 0
    assert tally.flush() == 0


@pytest.mark.parametrize(
    "headers", [{"user-agent": "Googlebot/2.1"}, {"user-agent": "curl/8"}, {"cookie": "sessionid=x", **PERSON}]
)
def test_a_robot_that_says_so_and_a_colleague_who_is_signed_in_do_not_count(front, tally, headers):
    ask(front, "/kept/", "/kept/", "/apart/", **headers)
    assert len(tally) == 0


def test_a_page_that_the_browser_has_already_counts_no_second_time(front, tally):
    ask(front, "/kept/", **PERSON)
    page = front.store.find(("stad.example", "http", "/kept/"), generation(), 0.0)
    assert ask(front, "/kept/", **PERSON, **{"if-none-match": page.etag}) == [304]
    assert tally._counts == {"/kept/": 1}


@pytest.mark.django_db
def test_addresses_in_memory_are_bounded_and_those_that_are_known_go_on_counting():
    tally = PathTally(max_paths=2)
    for path in ("/a/", "/b/", "/c/", "/a/"):
        tally.count(path, b"Mozilla/5.0")
    assert tally.flush() == 2
    assert counts() == {"/a/": 2, "/b/": 1}


@pytest.mark.django_db
def test_letters_with_accents_are_read_and_what_no_table_takes_is_left_out():
    tally = PathTally()
    for path in ("/café/".encode().decode("latin-1"), "/\xff/", "/" + "a" * 300 + "/", "/a\0b/", "/t/geheim/"):
        tally.count(path, b"Mozilla/5.0")
    tally.flush()
    assert counts() == {"/café/": 1}


@pytest.mark.django_db
def test_what_the_database_does_not_take_waits_for_the_next_time(monkeypatch):
    tally = PathTally()
    tally.count("/a/", b"Mozilla/5.0")

    def refuse(*_args):
        raise DatabaseError("locked") from sqlite3.OperationalError()

    with monkeypatch.context() as patch:
        patch.setattr(path_counts, "add_to_counts", refuse)
        assert tally.flush() == 0
    tally.count("/a/", b"Mozilla/5.0")
    assert tally.flush() == 1
    assert counts() == {"/a/": 2}


@pytest.mark.django_db
def test_what_was_counted_while_the_database_refused_is_added_to_what_waits(monkeypatch):
    tally = PathTally(max_paths=2)
    for path in ("/a/", "/b/"):
        tally.count(path, b"Mozilla/5.0")

    def refuse(*_args):
        for path in ("/a/", "/c/"):
            tally.count(path, b"Mozilla/5.0")
        raise DatabaseError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(path_counts, "add_to_counts", refuse)
        assert tally.flush() == 0
    assert tally._counts == {"/a/": 2, "/c/": 1}


@pytest.mark.django_db
def test_counts_go_after_thirteen_months_and_a_day_earlier_stay():
    today = datetime.date(2026, 11, 30)
    kept = PathCount.objects.create(path="/", day=today - datetime.timedelta(days=PATH_COUNT_DAYS), count=1)
    PathCount.objects.create(path="/", day=today - datetime.timedelta(days=PATH_COUNT_DAYS + 1), count=1)
    assert purge_path_counts(today) == 1
    assert PathCount.objects.get() == kept


def count(path, times, days_ago=0):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    PathCount.objects.create(path=path, day=day, count=times)


def signed_in(role):
    client = Client()
    client.force_login(staff(role, role, make_department()))
    return client


@pytest.mark.django_db
def test_the_report_adds_up_a_period_the_most_opened_first_and_exports_it():
    count("/producten/", 5)
    count("/producten/", 6, days_ago=10)
    count("/a-z/", 7)
    count("/", 100, days_ago=40)
    client = signed_in(EDITOR)
    text = b"".join(client.get(LIST + "?export=csv").streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Pagina", "Keer geopend"],
        ["/producten/", "11"],
        ["/a-z/", "7"],
    ]
    week = client.get(LIST + "?periode=7").text
    assert week.index("/a-z/") < week.index("/producten/")
    assert "/producten/" not in client.get(LIST + "?q=a-z").text.partition("<tbody")[2].partition("</tbody")[0]
    assert signed_in(HANDLER).get(LIST).status_code in (302, 403, 404)


@pytest.mark.django_db
def test_more_pages_cost_no_more_queries(django_assert_max_num_queries):
    client = signed_in(EDITOR)
    count("/a/", 1)
    client.get(LIST)
    with django_assert_max_num_queries(25) as few:
        client.get(LIST)
    for number in range(60):
        count(f"/{number}/", 1)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
