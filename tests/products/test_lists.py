"""Lists of products say of each what it costs, how long it takes and how to ask for it; long ones have groups and choices."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from products import lists
from products.facts import RowFacts, row_facts, way_of
from products.listings import product_cards
from products.models import ProductPage
from tests.factories import make_form, question, step
from tests.trees import make_product

NBSP = "\u00a0"


def channels(*codes):
    return [("procedure", {"channel": code, "description": "<p>Zo.</p>"}) for code in codes]


def amounts(*cents):
    return [("cost", {"amount": each, "title": "Kaart"}) for each in cents]


@pytest.mark.parametrize(
    ("codes", "has_form", "way"),
    [
        (["online", "counter"], True, "online"),
        (["counter", "online"], False, "online"),  # at another government's site
        ([], True, "online"),
        (["any"], True, "online"),  # as IPDC gives a way that nobody named yet
        (["any", "counter", "phone"], True, "partly"),
        (["phone", "counter"], False, "counter"),
        (["post", "phone"], False, "phone"),
        (["bus"], False, "bus"),
        (["any"], False, ""),
        ([], False, ""),
    ],
)
def test_a_form_that_is_no_whole_way_online_is_a_part(codes, has_form, way):
    assert way_of(codes, has_form=has_form) == way


def test_a_row_says_the_same_facts_as_the_page_in_fewer_words():
    page = ProductPage(
        is_free=False,
        costs=amounts(2500),
        procedures=channels("any", "counter"),
        processing_time_value=15,
        processing_time_unit="working_days",
    )
    assert row_facts(page, has_form=True) == RowFacts(
        price=f"€{NBSP}25", term="15 werkdagen", way="Deels online", has_online=True
    )


def test_a_row_leaves_out_what_is_not_known_and_guesses_nothing():
    assert row_facts(ProductPage(costs=amounts(None)), has_form=False) == RowFacts()


@pytest.mark.django_db
def test_only_a_form_that_is_published_now_makes_a_row_online():
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    page = make_product(procedures=channels("online", "counter"))
    other = make_product("Reispas", procedures=channels("any", "counter"))
    form = make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))
    other.form_links.create(form=form)
    other.save()
    assert [card.facts.way for card in product_cards([page, other])] == ["Online", "Deels online"]
    form.go_live_at = tomorrow
    form.save()
    assert [card.facts.way for card in product_cards([page, other])] == ["Online", "Aan het loket"]


@pytest.mark.django_db
def test_a_list_shows_the_facts_of_each_product(client):
    make_product("Reispas", is_free=False, costs=amounts(7500), procedures=channels("counter"))
    text = client.get("/thema/BouwenWonen/").text
    for words in (f"€{NBSP}75", "15 werkdagen", "Aan het loket"):
        assert words in text, words


@pytest.fixture
def twelve(db):
    """Twelve products: five for a move, of which two are for a trip too, three for a trip, four for nothing in particular."""
    for number, events in enumerate([["verhuizen"]] * 3 + [["reizen", "verhuizen"]] * 2 + [["reizen"]] * 3 + [[]] * 4):
        make_product(f"Product {number:02d}", life_events=events, is_free=number < 6)


def shown(**asked):
    return [
        (group.title, [card.title[-2:] for card in group.cards])
        for group in lists.product_list(None, asked.get("toon"), theme="BouwenWonen").groups
    ]


def test_a_long_list_has_a_group_for_each_life_event_and_each_product_stands_once(twelve):
    assert shown() == [
        ("Verhuizen", ["00", "01", "02", "03", "04"]),
        ("Op reis gaan of in het buitenland wonen", ["05", "06", "07"]),
        ("Andere diensten", ["08", "09", "10", "11"]),
    ]


def test_a_list_of_one_fewer_has_no_groups(twelve):
    ProductPage.objects.get(title="Product 11").unpublish()
    assert [title for title, _cards in shown()] == [""]


def test_a_list_is_narrowed_by_a_link_and_widened_again(client, twelve):
    text = client.get("/thema/BouwenWonen/").text
    assert 'href="?toon=gratis"' in text
    assert "?toon=online" not in text  # none is: that choice would leave nothing
    narrowed = client.get("/thema/BouwenWonen/?toon=gratis").text
    assert "Product 05" in narrowed
    assert "Product 06" not in narrowed
    assert 'href="?toon=gratis" aria-current="true"' in narrowed
    assert 'href="?"' in narrowed
    assert "6 diensten" in narrowed


def test_a_choice_that_does_not_exist_leaves_all(client, twelve):
    assert "Product 11" in client.get("/thema/BouwenWonen/?toon=onzin").text


def test_a_list_that_is_too_long_for_one_page_comes_in_parts_without_groups(twelve, monkeypatch):
    monkeypatch.setattr(lists, "MAX_WHOLE", 11)
    monkeypatch.setattr(lists, "PER_PAGE", 5)
    listed = lists.product_list("3", theme="BouwenWonen")
    assert [card.title for card in listed.groups[0].cards] == ["Product 10", "Product 11"]
    assert listed.choices == ()
    assert listed.listing.paginator.count == 12


def test_a_list_asks_as_many_queries_for_many_products_as_for_few(twelve):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            lists.product_list(None, audience="Burger")
        return len(captured)

    few = queries()
    for number in range(12, 40):
        make_product(f"Product {number:02d}")
    assert queries() == few <= 4
