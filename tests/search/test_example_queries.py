"""The front page offers queries that others really asked and found something with, and never words about a person."""

import datetime

import pytest
from django.utils import timezone

from search.models import AskedQuery, ClickedResult, IgnoredQuery
from search.service import SURE, example_queries
from search.usage.examples import DAYS, MAX_LENGTH

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def catalogue(publish_product):
    """Two products with words that people also search by."""
    return [
        publish_product("Rijbewijs", summary="Uw rijbewijs verlengen of vervangen."),
        publish_product("Reispas", keywords="paspoort\npaspoort vernieuwen"),
    ]


def asked(query, pk, *, clicks=(5, 5), ago=0, results=3, certainty=SURE, locale="nl"):
    """Write that a query was asked, and on how many days it led to how many clicks."""
    for number, times in enumerate(clicks):
        day = TODAY - datetime.timedelta(days=ago + number)
        where = {"day": day, "locale": locale, "query": query}
        AskedQuery.objects.create(**where, times=times, results=results, certainty=certainty)
        ClickedResult.objects.create(**where, kind="product", object_id=str(pk), rank=1, times=times)


def test_what_led_to_most_clicks_is_offered_and_each_leads_elsewhere():
    asked("rijbewijs verlengen", 1, clicks=(5, 5, 5))
    asked("rijbewijs vervangen", 1)
    asked("paspoort vernieuwen", 2)
    assert example_queries() == ("rijbewijs verlengen", "paspoort vernieuwen")


def test_a_query_of_several_words_shows_more_and_goes_before():
    asked("rijbewijs", 1, clicks=(5, 5, 5, 5))
    asked("mijn paspoort vernieuwen", 2)
    assert example_queries() == ("mijn paspoort vernieuwen", "rijbewijs")


@pytest.mark.parametrize("query", ["rijbewijs van jan peeters", "an peeters", "rijbewijs kerkstraat"])
def test_a_word_that_stands_nowhere_in_the_catalogue_is_never_shown(query):
    asked(query, 1)
    assert example_queries() == ()


def test_one_day_and_one_eager_person_put_nothing_there():
    asked("rijbewijs verlengen", 1, clicks=(500,))
    assert example_queries() == ()
    asked("paspoort vernieuwen", 2, clicks=(5, 4))
    assert example_queries() == ()
    asked("rijbewijs vervangen", 2, clicks=(500, 5))
    assert example_queries() == ("rijbewijs vervangen",)


@pytest.mark.parametrize(
    "case",
    [
        {"results": 0},
        {"certainty": SURE - 0.01},
        {"locale": "fr"},
        {"ago": DAYS - 1},  # its second day is too long ago
    ],
)
def test_what_finds_nothing_sure_here_and_now_is_not_offered(case):
    asked("rijbewijs verlengen", 1, **case)
    assert example_queries() == ()


def test_a_query_that_counted_long_enough_ago_still_does():
    asked("rijbewijs verlengen", 1, ago=DAYS - 2)
    assert example_queries() == ("rijbewijs verlengen",)


def test_a_long_query_would_break_the_line(publish_product):
    long = "rijbewijs verlengen vervangen"
    assert len(long) == MAX_LENGTH + 1
    asked(long, 1)
    asked(long.removesuffix("n"), 2)
    assert example_queries() == ()  # the other one's last word stands nowhere
    publish_product("Vervange")
    assert example_queries() == (long.removesuffix("n"),)


def test_an_editor_takes_an_example_away_by_ignoring_it():
    asked("rijbewijs verlengen", 1)
    IgnoredQuery.objects.create(query="rijbewijs verlengen", locale="nl")
    assert example_queries() == ()


def test_it_takes_three_queries_and_one_where_nothing_was_opened(django_assert_num_queries):
    with django_assert_num_queries(1):
        example_queries()
    for number, word in enumerate(("verlengen", "vervangen")):
        asked(f"rijbewijs {word}", number)
    with django_assert_num_queries(3):
        example_queries()
