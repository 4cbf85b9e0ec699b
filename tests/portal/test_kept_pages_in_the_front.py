"""Kept pages as the front answers them in its event loop, behind a proxy that speaks https and without one."""

import pytest

from ground.generation import new_generation
from portal.cache.page_cache import PageCache
from portal.server.application import Front
from tests.portal.test_bodies import run_apart
from tests.portal.test_page_cache import Site


@pytest.fixture(autouse=True)
def _own_generation(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def ask(front, *paths, **headers):
    """Return the statuses of these requests, one after another."""
    given = [(b"host", b"stad.example"), *((name.encode(), value.encode()) for name, value in headers.items())]
    statuses = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def all_of_them():
        for path in paths:
            scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": given}
            scope |= {
                "scheme": "http",
                "http_version": "1.1",
                "client": ("127.0.0.1", 1),
                "server": ("stad.example", 80),
            }
            await front(scope, receive, send)

    run_apart(all_of_them())
    return statuses


def front_of(site):
    cache = PageCache(site)
    return Front(cache, cache.store)


def test_a_page_that_a_proxy_asked_for_by_https_is_kept_and_is_another_one_than_by_http(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    front = front_of(site)
    behind_proxy = {"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7", "x-forwarded-host": "stad.example"}
    assert ask(front, "/", "/", "/", **behind_proxy) == [200, 200, 200]
    assert site.asked == 1
    ask(front, "/", "/")
    assert site.asked == 2


def test_where_no_proxy_is_trusted_anybodys_word_for_https_changes_nothing():
    site = Site()
    front = front_of(site)
    ask(front, "/", "/")
    ask(front, "/", **{"x-forwarded-proto": "https"})
    assert site.asked == 1


def test_a_page_that_this_process_changed_is_made_anew_at_once():
    site = Site()
    front = front_of(site)
    ask(front, "/", "/")
    new_generation()
    ask(front, "/", "/")
    assert site.asked == 2
