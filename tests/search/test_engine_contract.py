"""What each engine promises: the database (SQLite or PostgreSQL, as DATABASE_URL says), and Elasticsearch beside it."""

import datetime
import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.utils import timezone

from search import health
from search.asking.planner import QueryPlanner
from search.asking.scorer import rerank
from search.engines.base import FACETS, WINDOW, SearchQuery
from search.engines.current import engine
from search.errors import RebuildOvertaken
from search.indexing.documents import DocumentKey
from search.language import words
from search.models import Generation, IndexedDocument, IndexedWord
from tests.search.catalogue import TITLES, document, documents

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(
    autouse=True,
    params=["database", pytest.param("elasticsearch", marks=pytest.mark.django_db(transaction=True))],
)
def _each_engine(request):
    """Run the test on each engine. Elasticsearch must answer itself: its copy is level after each commit."""
    if request.param == "database":
        yield
        return
    beside = request.getfixturevalue("elasticsearch")
    yield
    if not request.node.get_closest_marker("may_fall_back"):
        assert beside.answers["database"] == 0


@pytest.fixture
def catalogue():
    return engine().index(documents())


def plan(text, mode="search"):
    return QueryPlanner(words.current("nl")).plan(text, "nl", mode)


def result_ids(text, **facets):
    """Return the numbers of the documents that answer a query, best first."""
    planned = plan(text)
    candidates = engine().candidates(planned, SearchQuery("nl", tuple(facets.items())))
    return [place.key.id for place in rerank(planned, candidates.candidates)]


def counts():
    """Return the words that count, with their figures."""
    rows = IndexedWord.objects.filter(generation__state="active").exclude(documents=0, titles=0)
    return {row.word: (row.documents, row.titles) for row in rows}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rijbewijs", "1"),
        ("rij bewijs", "1"),
        ("akte geboorte", "2"),
        ("idetiteitskaart", "8"),
        ("kampvuurvergunning", "7"),
        ("cafe", "6"),
        ("premies dak", "5"),
    ],
)
def test_the_right_document_comes_first(catalogue, text, first):
    assert result_ids(text)[0] == first


def test_a_part_finds_the_compounds_that_hold_it(catalogue):
    assert set(result_ids("akte")) == {"2", "3"}


def test_what_is_not_there_is_not_found(catalogue):
    assert result_ids("zwembad") == []
    assert engine().candidates(plan(""), SearchQuery()).total == 0
    assert engine().candidates(plan(""), SearchQuery()).facets == {name: [] for name in FACETS}


@pytest.mark.may_fall_back
def test_an_empty_index_answers_with_nothing():
    assert result_ids("rijbewijs") == []
    assert engine().health().generation == 0


def test_the_total_counts_what_lies_past_the_limit(catalogue):
    answer = engine().candidates(plan("kaart"), SearchQuery(), limit=1)
    assert (answer.total, len(answer.candidates)) == (2, 1)


def test_what_tells_most_is_among_the_candidates_however_many_there_are(catalogue):
    mention = {"title": "Iets anders", "summary": "", "body": "kaart"}
    numbers = [str(number) for number in range(100, 100 + WINDOW)]
    engine().index([replace(document("1", **mention), key=DocumentKey("product", number)) for number in numbers])
    engine().index([replace(document("1", title="Kaart"), key=DocumentKey("product", "999"))])
    answer = engine().candidates(plan("kaart"), SearchQuery(), limit=3)
    assert answer.total > WINDOW
    assert "999" in {candidate.key.id for candidate in answer.candidates}


def test_candidates_come_by_what_the_word_counts_in_them_and_not_in_the_order_in_which_they_were_written(catalogue):
    texts = {"title": "Iets anders", "summary": "Niets", "body": ""}
    for number, field in (("101", "body"), ("102", "summary"), ("103", "title")):
        engine().index([replace(document("1", **{**texts, field: "Vliegbrevet"}), key=DocumentKey("product", number))])
    candidates = engine().candidates(plan("vliegbrevet"), SearchQuery()).candidates
    assert [candidate.key.id for candidate in candidates] == ["103", "102", "101"]


def test_writing_the_same_again_changes_nothing(catalogue, django_assert_max_num_queries):
    before = counts()
    with django_assert_max_num_queries(30):
        report = engine().index(documents())
    assert (report.indexed, report.unchanged) == (0, len(TITLES))
    assert counts() == before


def test_a_changed_document_takes_the_place_of_the_old_one(catalogue):
    engine().index([document("1", title="Vliegbrevet", summary="Voor piloten")])
    assert result_ids("vliegbrevet") == ["1"]
    assert "1" not in result_ids("rijbewijs")
    assert IndexedDocument.objects.count() == len(TITLES)


def test_a_deleted_document_takes_its_words_with_it(catalogue):
    engine().delete([DocumentKey("product", "4"), DocumentKey("product", "unknown")])
    assert "4" not in result_ids("bewonerskaart")
    assert "bewonerskaart" not in words.current("nl")
    assert "kaart" in words.current("nl")


def test_the_counts_of_words_are_those_of_a_fresh_index(catalogue):
    fresh = counts()
    engine().index([document("1", title="Iets anders helemaal"), document("2", title="Kaart")])
    engine().delete([DocumentKey("product", "3")])
    engine().index(documents())
    assert counts() == fresh


def test_facets_are_counted_without_their_own_filter(catalogue):
    facets = engine().candidates(plan("kaart premie"), SearchQuery("nl", (("theme", "MilieuEnergie"),))).facets
    assert {bucket.code for bucket in facets["theme"]} == {
        "BurgerOverheid",
        "MobiliteitOpenbareWerken",
        "MilieuEnergie",
    }
    assert [(bucket.code, bucket.count) for bucket in facets["audience"]] == [("Burger", 1)]


def test_what_answers_little_of_what_the_best_answers_is_no_result_also_where_results_are_narrowed(catalogue):
    asked = "rijbewijs vernieuwen verlopen afspraak straat"
    assert "4" in result_ids("straat")
    assert result_ids(asked) == ["1"]
    assert result_ids(asked, theme="MobiliteitOpenbareWerken") == []
    assert engine().candidates(plan(asked), SearchQuery()).total == 1


def test_what_nobody_may_see_keeps_nothing_else_from_being_a_result(catalogue):
    asked = "rijbewijs vernieuwen verlopen afspraak straat"
    assert result_ids(asked) == ["1"]
    engine().index([document("1", visible_until=NOW - HOUR)])
    assert "4" in result_ids(asked)


def test_a_facet_narrows_the_results_and_lets_no_weaker_ones_in(catalogue):
    assert result_ids("kaart", theme="MobiliteitOpenbareWerken") == ["4"]
    assert result_ids("kaart", theme="EconomieWerk") == []
    assert result_ids("kaart", theme="'; DROP TABLE x --") == []


@pytest.mark.parametrize(
    ("dates", "is_visible"),
    [
        ({"visible_from": NOW + HOUR}, False),
        ({"visible_from": NOW - HOUR}, True),
        ({"visible_until": NOW - HOUR}, False),
        ({"visible_until": NOW + HOUR}, True),
    ],
)
def test_dates_hide_a_document_though_nobody_told_the_index(dates, is_visible):
    engine().index([document("1", **dates)])
    assert bool(result_ids("rijbewijs")) is is_visible
    assert bool(engine().candidates(plan("rijbewijs"), SearchQuery()).facets["theme"]) is is_visible


@pytest.mark.may_fall_back
def test_another_locale_is_another_index(catalogue):
    assert engine().candidates(plan("rijbewijs"), SearchQuery("fr")).total == 0


@pytest.mark.parametrize(
    "text", ['" OR 1 --', "ﷺ", "a' OR 'b", "kaart:*", "NEAR(kaart)", "{title}: x", "%s %d", "<b>", "\\"]
)
def test_the_syntax_of_the_database_means_nothing(catalogue, text):
    assert isinstance(result_ids(text), list)


@pytest.mark.may_fall_back
def test_a_write_that_is_rolled_back_is_never_found(catalogue):
    with transaction.atomic():
        engine().index([document("1", title="Vliegbrevet")])
        assert result_ids("vliegbrevet") == ["1"]
        transaction.set_rollback(True)
    assert result_ids("vliegbrevet") == []


def test_a_rebuild_drops_what_went_and_keeps_answering_until_the_swap(catalogue):
    seen = []

    def batches():
        yield documents()[:4]
        seen.append(result_ids("bewonerskaart"))
        seen.append(health.check().detail.partition(", a rebuild began at ")[2][:4])

    engine().rebuild(batches())
    assert seen == [["4"], str(timezone.localdate().year)]
    assert "rebuild" not in health.check().detail
    assert result_ids("bewonerskaart") == ["4"]
    assert result_ids("groendak") == []
    assert list(Generation.objects.values_list("state", flat=True)) == ["active"]


def test_what_is_published_or_removed_during_a_rebuild_is_kept_so(catalogue):
    def batches():
        yield documents()
        engine().index([document("1", title="Vliegbrevet")])
        engine().delete([DocumentKey("product", "4")])

    engine().rebuild(batches())
    assert result_ids("vliegbrevet") == ["1"]
    assert "4" not in result_ids("bewonerskaart")


def test_a_rebuild_counts_words_as_writing_one_by_one_does(catalogue):
    before = counts()
    engine().rebuild([documents()[:3], documents()[3:]])
    assert counts() == before


def test_a_second_rebuild_overtakes_the_first(catalogue):
    def batches():
        yield documents()[:1]
        engine().rebuild([documents()])
        yield documents()[1:2]

    with pytest.raises(RebuildOvertaken):
        engine().rebuild(batches())
    assert result_ids("groendak") == ["5"]


def test_a_rebuild_that_broke_off_leaves_the_index_as_it_was(catalogue):
    def batches():
        yield documents()[:1]
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # the batches' own error, without words
        engine().rebuild(batches())
    assert result_ids("groendak") == ["5"]
    engine().rebuild([documents()])
    assert Generation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_reader_with_a_vocabulary_in_memory_sees_the_next_write():
    engine().index(documents())
    assert result_ids("vliegbrevet") == []
    assert words.current("nl") is words.current("nl")
    engine().index([document("1", title="Vliegbrevet")])
    assert result_ids("vliegbrevet") == ["1"]
    engine().delete([DocumentKey("product", "1")])
    assert "vliegbrevet" not in words.current("nl")


@pytest.mark.may_fall_back
@pytest.mark.django_db(transaction=True)
def test_a_vocabulary_read_in_a_write_that_is_rolled_back_is_forgotten():
    engine().index(documents())
    with transaction.atomic():
        engine().index([document("1", title="Vliegbrevet")])
        assert "vliegbrevet" in words.current("nl")
        transaction.set_rollback(True)
    engine().index([document("2", title="Zweefvliegtuig")])
    engine().index([document("3", title="Luchtballon")])
    assert "vliegbrevet" not in words.current("nl")
    assert {"zweefvliegtuig", "luchtballon", "rijbewijs"} <= words.current("nl").entries.keys()


@pytest.mark.django_db(transaction=True)
def test_an_index_that_took_the_number_of_another_is_read_whole():
    engine().index(documents())
    assert "rijbewijs" in words.current("nl")
    number = Generation.objects.get().pk
    Generation.objects.all().delete()
    Generation.objects.create(pk=number, state=Generation.State.ACTIVE)
    engine().index([document("1", title="Vliegbrevet"), *documents()[1:]])
    engine().delete([DocumentKey("product", "5")])
    assert "vliegbrevet" in words.current("nl")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_lose_nothing():
    problems = []

    def write(numbers):
        try:
            for _again in range(3):
                for number in numbers:
                    engine().index([document(number, body=f"{_again} {number}")])
        except Exception as error:  # the thread's own; asserted below
            problems.append(error)
        finally:
            connection.close()

    engine().index(documents())
    threads = [threading.Thread(target=write, args=(numbers,)) for numbers in ("1234", "5678", "4321")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    engine().index(documents())
    live = counts()
    engine().rebuild([documents()])
    assert counts() == live
