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


def found(text, **facets):
    return [result.id for result in service.search(text, **facets).results]


def pin(number, *queries, **values):
    return Promotion.objects.create(queries="\n".join(queries), kind="product", object_id=number, **values)


def test_a_synonym_works_at_the_next_query_and_not_after_it_went():
    assert found("gloeischaal") == []
    synonym = Synonym.objects.create(said="gloeischaal", means="kampvuur")
    assert found("gloeischalen") == ["7"]
    synonym.means = "groendak"
    synonym.save()
    assert found("gloeischaal") == ["5"]
    synonym.delete()
    assert found("gloeischaal") == []


def test_a_synonym_in_both_ways_is_also_read_backwards():
    Synonym.objects.create(said="kampvuur", means="groendak", both_ways=True)
    assert set(found("groendak")) == {"5", "7"}


def test_a_synonym_out_of_use_means_nothing():
    Synonym.objects.create(said="gloeischaal", means="kampvuur", is_active=False)
    assert found("gloeischaal") == []


@pytest.mark.django_db(transaction=True)
def test_rules_are_remembered_until_one_changes():
    assert current.current("nl") is current.current("nl")
    before = current.current("nl")
    Synonym.objects.create(said="gloeischaal", means="kampvuur")
    assert current.current("nl") is not before
    assert found("gloeischaal") == ["7"]


def test_what_is_pinned_stands_first_for_the_query_in_any_form():
    assert "4" not in found("rijbewijs")
    pin("4", "een rijbewijs", "brevet")
    assert found("Het Rijbewijs")[0] == "4"
    assert found("brevet") == ["4"]
    assert service.search("brevet").count == 1
    assert "4" not in found("rijbewijs vernieuwen")


def test_pins_take_their_places():
    pin("5", "akte", position=2)
    pin("4", "akte", position=1)
    assert found("akte")[:2] == ["4", "5"]


def test_what_is_hidden_is_not_there_and_not_counted():
    assert set(found("akte")) == {"2", "3"}
    pin("2", "akte", action=Promotion.Action.HIDE)
    assert found("akte") == ["3"]
    assert service.search("akte").count == 1


def test_what_is_hidden_stays_so_where_results_are_narrowed():
    pin("2", "akte", action=Promotion.Action.HIDE)
    assert found("akte", theme="BurgerOverheid") == ["3"]


def test_what_is_pinned_stands_first_among_narrowed_results_and_comes_in_only_with_their_code():
    pin("3", "akte")
    pin("5", "akte", position=2)
    assert found("akte") == ["3", "5", "2"]
    assert found("akte", theme="BurgerOverheid") == ["3", "2"]


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
    assert ("4" in found("rijbewijs")) is holds


def test_what_nobody_may_see_is_not_pinned():
    engine().index([document("4", visible_until=NOW - HOUR)])
    pin("4", "rijbewijs")
    pin("unknown", "rijbewijs")
    assert found("rijbewijs") == ["1"]


def test_popularity_orders_what_answers_equally_well_and_no_more():
    assert found("akte") == ["2", "3"]
    Popularity.objects.create(kind="product", object_id="3", boost=1, computed_at=NOW)
    Ruleset.advance()
    assert found("akte") == ["3", "2"]
    assert found("geboorteakte")[0] == "2"
