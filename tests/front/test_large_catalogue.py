"""Lists of the whole catalogue stay bounded when it grows."""

import re
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from front import sitemaps
from products import listings
from products.listings import Card, by_letter
from tests.trees import make_home, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(monkeypatch):
    """Return nothing; the list from A to Z shows three products at once, of which there are five and one."""
    monkeypatch.setattr(listings, "MAX_AT_ONCE", 3)
    for number in range(5):
        make_product(f"Attest {number}")
    make_product("1 mei vieren")


def test_a_catalogue_that_is_just_not_too_large_stands_on_one_page(client, large, monkeypatch):
    monkeypatch.setattr(listings, "MAX_AT_ONCE", 6)
    text = client.get("/a-z/").text
    assert text.count("/producten/attest-") == 5
    assert "#letter-a" in client.get("/producten/").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["1-mei-vieren"]),
        ("?letter=%23", ["1-mei-vieren"]),
        ("?letter=a", ["attest-0", "attest-1", "attest-2"]),
        ("?letter=A&pagina=2", ["attest-3", "attest-4"]),
        ("?letter=a&pagina=9", ["attest-3", "attest-4"]),
        ("?letter=q", ["1-mei-vieren"]),
    ],
)
def test_a_large_catalogue_shows_one_letter_in_parts(client, large, query, shown):
    text = client.get(f"/a-z/{query}").text
    assert re.findall(r'href="/producten/([a-z0-9-]+)/"', text) == shown


def test_each_letter_and_part_of_a_large_catalogue_is_reached_by_a_link(client, large):
    assert 'href="/a-z/?letter=a"' in client.get("/producten/").text
    text = client.get("/a-z/?letter=a").text
    assert 'href="?letter=%23"' in text
    assert 'href="?letter=a" aria-current="page">A</a>' in text
    assert 'href="?letter=a&amp;pagina=2"' in text


@pytest.mark.parametrize(("address", "max_queries"), [("/a-z/", 9), ("/producten/", 14), ("/sitemap.xml", 14)])
def test_lists_of_the_whole_catalogue_ask_no_more_of_the_database_when_it_grows(client, address, max_queries):
    make_home()
    counts = []
    for number in range(2):
        for other in range(number * 10, number * 10 + 10):
            make_product(f"Product {other}")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= max_queries


def test_a_long_map_for_search_engines_comes_in_parts_that_together_name_all(client, settings, monkeypatch):
    for number in range(5):
        make_product(f"Attest {number}")
    whole = addresses(client.get("/sitemap.xml"))
    for map_ in sitemaps.SITEMAPS.values():
        monkeypatch.setattr(map_, "limit", 3)
    parts = addresses(client.get("/sitemap.xml"))
    assert len(parts) == sum(-(-len(map_().items()) // 3) for map_ in sitemaps.SITEMAPS.values())
    named = [addresses(client.get(part.removeprefix(settings.SITE_URL).replace("&amp;", "&"))) for part in parts]
    assert max(map(len, named)) == 3
    assert sorted(chain.from_iterable(named)) == sorted(whole)


def addresses(answer):
    assert answer.headers["Content-Type"] == "application/xml"
    return re.findall("<loc>([^<]+)</loc>", answer.text)


def test_a_letter_lists_capitals_and_accents_where_people_look_for_them():
    titles = ["Bewonerskaart", "baangracht", "Bébé", "bus"]
    [(letter, cards)] = by_letter([Card(title, "") for title in titles])
    assert (letter, [card.title for card in cards]) == ("B", ["baangracht", "Bébé", "Bewonerskaart", "bus"])
