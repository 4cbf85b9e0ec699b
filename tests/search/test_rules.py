"""What editors tell search counts at the next query."""

import datetime

import pytest
from django.utils import timezone

from search import service
from search.engines.current import engine
from search.models import Popularity, Promotion, Ruleset, Synonym
from search.rules import current
from tests.search.catalogue import document, documents

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def catalogue(db):
    engine().index(documents())


def result_ids(text, **facets):
    return [result.id for result in service.search(text, **facets).results]


def pin(number, *queries, **values):
    return Promotion.objects.create(queries="\n".join(queries), kind="product", object_id=number, **values)


def test_a_synonym_works_at_the_next_query_and_not_after_it_went():
    assert result_ids("gloeischaal") == []
    synonym = Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur")
    assert result_ids("gloeischalen") == ["7"]
    synonym.meanings = "groendak"
    synonym.save()
    assert result_ids("gloeischaal") == ["5"]
    synonym.delete()
    assert result_ids("gloeischaal") == []


def test_a_synonym_in_both_ways_is_also_read_backwards():
    Synonym.objects.create(phrase="kampvuur", meanings="groendak", both_ways=True)
    assert set(result_ids("groendak")) == {"5", "7"}


def test_a_synonym_out_of_use_means_nothing():
    Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur", is_active=False)
    assert result_ids("gloeischaal") == []


@pytest.mark.django_db(transaction=True)
def test_rules_are_remembered_until_one_changes():
    assert current.current("nl") is current.current("nl")
    before = current.current("nl")
    Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur")
    assert current.current("nl") is not before
    assert result_ids("gloeischaal") == ["7"]


def test_what_is_pinned_stands_first_for_the_query_in_any_form():
    assert "4" not in result_ids("rijbewijs")
    pin("4", "een rijbewijs", "brevet")
    assert result_ids("Het Rijbewijs")[0] == "4"
    assert result_ids("brevet") == ["4"]
    assert service.search("brevet").count == 1
    assert "4" not in result_ids("rijbewijs vernieuwen")


def test_pins_take_their_places():
    pin("5", "akte", position=2)
    pin("4", "akte", position=1)
    assert result_ids("akte")[:2] == ["4", "5"]


def test_what_is_hidden_is_not_there_and_not_counted():
    assert set(result_ids("akte")) == {"2", "3"}
    pin("2", "akte", action=Promotion.Action.HIDE)
    assert result_ids("akte") == ["3"]
    assert service.search("akte").count == 1


def test_what_is_hidden_stays_so_where_results_are_narrowed():
    pin("2", "akte", action=Promotion.Action.HIDE)
    assert result_ids("akte", theme="BurgerOverheid") == ["3"]


def test_what_is_pinned_stands_first_among_narrowed_results_and_comes_in_only_with_their_code():
    pin("3", "akte")
    pin("5", "akte", position=2)
    assert result_ids("akte") == ["3", "5", "2"]
    assert result_ids("akte", theme="BurgerOverheid") == ["3", "2"]


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({"starts_at": NOW + HOUR}, False),
        ({"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}, True),
        ({"ends_at": NOW - HOUR}, False),
    ],
)
def test_a_promotion_counts_between_its_dates(dates, holds):
    pin("4", "rijbewijs", **dates)
    assert ("4" in result_ids("rijbewijs")) is holds


def test_what_nobody_may_see_is_not_pinned():
    engine().index([document("4", visible_until=NOW - HOUR)])
    pin("4", "rijbewijs")
    pin("unknown", "rijbewijs")
    assert result_ids("rijbewijs") == ["1"]


def test_popularity_orders_what_answers_equally_well_and_no_more():
    assert result_ids("akte") == ["2", "3"]
    Popularity.objects.create(kind="product", object_id="3", boost=1)
    Ruleset.advance()
    assert result_ids("akte") == ["3", "2"]
    assert result_ids("geboorteakte")[0] == "2"
