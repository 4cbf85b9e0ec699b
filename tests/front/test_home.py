"""The front page: search with examples, what people come for most, what is open now, and the themes."""

import datetime
import re
from unittest import mock

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from counters.models import Place
from front.templatetags import front as tags
from ground.page_expiry import HEADER
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db
TUESDAY_MORNING = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)  # 10 o'clock in Brussels
ELEVEN = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def home():
    """A front page with five top tasks."""
    home = make_home()
    titles = ("Adreswijziging", "Reispas", "Rijbewijs", "Kids-ID", "Attest")
    home.top_tasks = [("product", make_product(title)) for title in titles]
    home.save_revision().publish()
    return home


def headings(page):
    return re.findall(r"<h[12][^>]*>([^<]+)</h[12]>", page.text)


def test_it_offers_search_tasks_places_and_themes(client, home):
    make_place()
    page = client.get("/")
    assert headings(page)[:5] == [
        "Regel uw zaken bij de stad",
        "Meteen naar",
        "Vaak gezocht",
        "Langskomen of bellen",
        "Alles per thema",
    ]
    for address in (
        "/producten/adreswijziging/",
        "/thema/BouwenWonen/",
        "/plaatsen/stadswinkel/",
        "/doelgroep/Burger/",
    ):
        assert f'href="{address}"' in page.text, address
    assert 'action="/zoeken/"' in page.text


def test_the_three_that_people_most_come_for_stand_above_the_others(client, home):
    quick, rows = re.search(
        r'<ul class="sn-quick">(.*?)</ul>.*?<ul class="sn-rows[^"]*">(.*?)</ul>', client.get("/").text, re.DOTALL
    ).groups()
    assert re.findall("/producten/([a-z-]+)/", quick) == ["adreswijziging", "reispas", "rijbewijs"]
    assert re.findall("/producten/([a-z-]+)/", rows) == ["kids-id", "attest"]
    assert "15 werkdagen" in rows


def examples(page):
    return re.findall(r'<a href="/zoeken/\?q=[^"]+">([^<]+)</a>', page.text)


def test_examples_are_what_others_asked_else_the_names_of_top_tasks(client, home, monkeypatch):
    assert examples(client.get("/")) == ["Kids-ID", "Attest"]
    monkeypatch.setattr(tags, "example_queries", lambda: ("paspoort & pas", "verhuizen"))
    assert examples(client.get("/")) == ["paspoort &amp; pas", "verhuizen"]
    assert 'href="/zoeken/?q=paspoort%20%26%20pas"' in client.get("/").text


def test_an_empty_city_has_a_front_page_without_empty_parts(client):
    make_home()
    page = client.get("/")
    assert headings(page)[:3] == ["Regel uw zaken bij de stad", "Langskomen of bellen", "Alles per thema"]
    assert "Bijvoorbeeld:" not in page.text
    assert "sn-places" not in page.text
    assert "sn-banner" not in page.text
    assert HEADER not in page


def test_what_is_open_stands_first_and_the_page_expires_when_any_place_changes(client):
    make_home()
    for name in ("Annex", "Bibliotheek", "Containerpark", "Stadswinkel"):
        make_place(name)
    for name in ("Annex", "Bibliotheek"):
        Place.objects.get(name=name).opening_rules.all().delete()
    rule = Place.objects.get(name="Containerpark").opening_rules.get(weekday=1)
    rule.opens, rule.closes = datetime.time(11), datetime.time(12)
    rule.save()
    with mock.patch.object(timezone, "now", return_value=TUESDAY_MORNING):
        page = client.get("/")
    names = re.findall(r'sn-place__name"><a href="/plaatsen/([a-z]+)/', page.text)
    assert names == ["stadswinkel", "containerpark", "annex"]
    assert page[HEADER] == str(int(ELEVEN.timestamp()))
    assert f'data-until="{int(ELEVEN.timestamp())}"' in page.text


@pytest.mark.parametrize(("kind", "css"), [("", 'class="sn-banner"'), ("error", 'class="sn-banner sn-banner--error"')])
def test_what_the_city_has_to_say_stands_in_a_banner(kind, css):
    banner = {"title": "Morgen:", "text": "dicht om <12> uur.", "url": "/plaatsen/", "link": "Waar wel?", "kind": kind}
    text = render_to_string("components/banner.html", {"banner": banner})
    assert css in text
    assert "dicht om &lt;12&gt; uur." in text
    assert '<a href="/plaatsen/">Waar wel?</a>' in text
    assert render_to_string("components/banner.html", {}).strip() == ""
