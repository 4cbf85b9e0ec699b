"""What a results page and a search cost in queries, counted outside a transaction; titles while typing on a site of a few."""

import pytest

from search import service
from tests.search.catalogue import publish_fourteen

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(publish_product):
    publish_fourteen(publish_product)


@pytest.mark.django_db(transaction=True)
def test_the_page_costs_a_fixed_number_of_queries(client, catalogue, django_assert_max_num_queries):
    client.get("/zoeken/", {"q": "subsidie"})
    with django_assert_max_num_queries(12):
        client.get("/zoeken/", {"q": "subsidie"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("ask", "queries"),
    [
        (lambda: service.search("subsidie"), 5),
        (lambda: service.search("subsidie", kind="product"), 5),
        (lambda: service.suggest("subs"), 4),
        (lambda: service.search("subsidie", locale="fr"), 5),
    ],
)
def test_a_search_costs_as_many_queries_as_it_says(catalogue, django_assert_num_queries, ask, queries):
    assert ask()
    with django_assert_num_queries(queries):
        ask()


def test_after_the_best_come_titles_that_begin_with_what_is_typed(client, publish_product):
    for title in ("Dak premie", "Groen premie", "Isolatie premie", "Zon premie"):
        publish_product(title, summary="Een premie, de premie, uw premie.")
    publish_product("Premie voor wie een oude woning met weinig comfort grondig renoveert")
    rows = client.get("/zoeken/suggesties/", {"q": "premi"}).json()["suggestions"]
    assert [row["text"].startswith("Premie") for row in rows] == [False, False, True, False, False]
