"""What a search leaves behind: counts, and nothing of who asked."""

import re
import threading

import pytest
from django.db import DatabaseError, models
from django.utils import timezone

from records.models import ThrottleCount
from search import service
from search.models import AskedQuery, ClickedResult, Refinement
from search.usage import writing
from search.usage.recording import count, to_count
from search.usage.serving import Served, read, sign
from search.usage.tally import Tally, tally
from search.usage.writing import ClickKey, QueryKey, RefinementKey
from tests.trees import make_place

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def empty_tally():
    tally.clear()
    yield
    tally.clear()


@pytest.fixture
def catalogue(publish_product):
    publish_product("Rijbewijs vernieuwen", themes=["MobiliteitOpenbareWerken"])
    for number in range(12):
        publish_product(f"Subsidie {number}", themes=["MilieuEnergie"])


def asked():
    tally.flush()
    return {row.query: row for row in AskedQuery.objects.all()}


def token_of(page):
    return re.search(r'data-usage="([^"]+)"', page.text).group(1)


def first_key(page):
    return re.search(r'data-key="([^"]+)"', page.text).group(1)


def test_a_search_is_counted_with_what_it_gave(client, catalogue):
    for query in ("Rijbewijs", " rijbewijs? ", "ruimteschip"):
        client.get("/zoeken/", {"q": query})
    queries = asked()
    assert (queries["rijbewijs"].times, queries["rijbewijs"].results) == (2, 1)
    assert queries["rijbewijs"].certainty >= service.SURE
    assert queries["rijbewijs"].day == TODAY()
    assert (queries["ruimteschip"].times, queries["ruimteschip"].results) == (1, 0)


def test_what_is_counted_as_certain_is_what_the_citizen_saw(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewijs ruimteveer saturnus"})
    assert "Misschien bedoelt u" in page.text
    client.get("/zoeken/", {"q": "rijbewijs"})
    queries = asked()
    assert queries["rijbewijs ruimteveer saturnus"].certainty < service.SURE <= queries["rijbewijs"].certainty


def test_a_direct_answer_is_a_sure_one(client, catalogue):
    make_place("Recyclagepark", slug="recyclagepark", phone="03 778 30 02")
    client.get("/zoeken/", {"q": "openingsuren recyclagepark"})
    assert asked()["openingsuren recyclagepark"].certainty == 1


def test_counts_of_several_writes_and_processes_add_up_and_the_last_answer_stays(client, catalogue):
    key = QueryKey(TODAY(), "nl", "rijbewijs")
    first, second = Tally(), Tally()
    first.ask(key, 4, 0.5)
    first.flush()
    second.ask(key, 6, 0.75)
    second.judge(key, True)
    second.flush()
    first.judge(key, False)
    first.flush()
    row = AskedQuery.objects.get()
    assert (row.times, row.results, row.certainty, row.satisfied, row.unsatisfied) == (2, 6, 0.75, 1, 1)


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "subsidie", "pagina": "2"},
        {"q": "subsidie", "thema": "MilieuEnergie"},
        {"q": "subsidie", "bedankt": "ja"},
        {"q": ""},
        {"q": "85.07.30-033.28"},
        {"q": "jan@voorbeeld.be"},
    ],
)
def test_a_next_page_a_facet_thanks_nothing_and_personal_data_are_not_counted(client, catalogue, parameters):
    assert client.get("/zoeken/", parameters).status_code == 200
    assert len(tally) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "AhrefsCrawler"},
        {"user-agent": "Site24x7 monitoring"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
    ],
)
def test_machines_and_prefetches_are_not_counted(client, catalogue, headers):
    assert client.get("/zoeken/", {"q": "subsidie"}, headers=headers).status_code == 200
    assert len(tally) == 0


def test_a_head_and_suggestions_are_not_counted(client, catalogue):
    client.head("/zoeken/", {"q": "subsidie"})
    client.get("/zoeken/suggesties/", {"q": "subsidie"})
    assert len(tally) == 0


def test_nothing_about_the_person_is_stored(client, catalogue):
    page = client.get(
        "/zoeken/", {"q": "subsidie"}, REMOTE_ADDR="203.0.113.9", headers={"user-agent": "Iemands toestel"}
    )
    client.post("/zoeken/gekozen/", {"token": token_of(page), "key": first_key(page)}, REMOTE_ADDR="203.0.113.9")
    tally.flush()
    stored = [
        str(value)
        for model in (AskedQuery, ClickedResult, ThrottleCount)
        for row in model.objects.values()
        for value in row.values()
    ]
    assert stored
    assert not any("203.0" in value or "Iemand" in value for value in stored)
    names = {field.name for model in (AskedQuery, ClickedResult, Refinement) for field in model._meta.get_fields()}
    assert names == {
        "id", "day", "locale", "query", "times", "results", "certainty", "satisfied", "unsatisfied", "kind", "object_id",
        "rank", "then",
    }  # fmt: skip
    assert not any(isinstance(field, models.ForeignKey) for field in AskedQuery._meta.get_fields())
    assert not page.cookies


def test_a_query_after_another_is_a_refinement(client, catalogue):
    client.get("/zoeken/", {"q": "subsidie 3", "van": "Subsidie"})
    client.get("/zoeken/", {"q": "subsidie", "van": "subsidie "})
    client.get("/zoeken/", {"q": "subsidie", "van": "jan@voorbeeld.be"})
    tally.flush()
    assert [(row.query, row.then, row.times) for row in Refinement.objects.all()] == [("subsidie", "subsidie 3", 1)]


def test_a_click_counts_with_its_rank(client, catalogue):
    page = client.get("/zoeken/", {"q": "Subsidie", "pagina": "2"})
    key = re.findall(r'data-key="([^"]+)"', page.text)[1]
    assert client.post("/zoeken/gekozen/", {"token": token_of(page), "key": key}).status_code == 204
    tally.flush()
    row = ClickedResult.objects.get()
    assert (row.query, f"{row.kind}:{row.object_id}", row.rank, row.times) == ("subsidie", key, 12, 1)


def test_a_click_on_what_we_did_not_serve_does_not_count(client, catalogue):
    page = client.get("/zoeken/", {"q": "subsidie"})
    token, key = token_of(page), first_key(page)
    assert client.post("/zoeken/gekozen/", {"token": token, "key": "product:99999"}).status_code == 204
    assert client.post("/zoeken/gekozen/", {"token": f"{token[:-2]}xx", "key": key}).status_code == 400
    assert client.post("/zoeken/gekozen/").status_code == 400
    assert client.get("/zoeken/gekozen/").status_code == 405
    old = sign(Served(TODAY() - timezone.timedelta(days=2), "nl", "subsidie", 1, (key,)))
    assert client.post("/zoeken/gekozen/", {"token": old, "key": key}).status_code == 400
    assert tally.flush() == 1  # the search itself
    assert not ClickedResult.objects.exists()


def test_the_same_person_counts_a_few_times_and_a_flood_is_stopped(client, catalogue):
    page = client.get("/zoeken/", {"q": "subsidie"})
    keys = re.findall(r'data-key="([^"]+)"', page.text)
    answers = [client.post("/zoeken/gekozen/", {"token": token_of(page), "key": keys[0]}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [204, 204, 204, 429, 429]
    for _ in range(6):
        for key in keys:
            last = client.post("/zoeken/gekozen/", {"token": token_of(page), "key": key})
    assert last.status_code == 429
    assert int(last["Retry-After"]) > 0
    tally.flush()
    assert ClickedResult.objects.aggregate(largest=models.Max("times"))["largest"] == 3


def test_a_click_needs_no_csrf_cookie_and_sets_none(catalogue):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    page = client.get("/zoeken/", {"q": "subsidie"})
    answer = client.post("/zoeken/gekozen/", {"token": token_of(page), "key": first_key(page)})
    assert answer.status_code == 204
    assert not client.cookies


def test_an_answer_counts_once_a_day_and_the_results_come_back_with_thanks(client, catalogue):
    page = client.get("/zoeken/", {"q": "Subsidie"})
    assert "Vond u wat u zocht?" in page.text
    thanks = client.post("/zoeken/antwoord/", {"token": token_of(page), "antwoord": "nee"})
    assert thanks.status_code == 302
    assert thanks["Location"] == "/zoeken/?q=subsidie&bedankt=nee#vond-u-het"
    again = client.get(thanks["Location"])
    assert "Bedankt" in again.text
    assert "Vond u wat u zocht?" not in again.text
    client.post("/zoeken/antwoord/", {"token": token_of(page), "antwoord": "nee"})
    row = asked()["subsidie"]
    assert (row.times, row.satisfied, row.unsatisfied) == (1, 0, 1)
    assert row.results == 12


def test_an_answer_leads_back_in_the_language_of_the_question(client, catalogue):
    page = client.get("/zoeken/", {"q": "subsidie", "taal": "fr"})
    thanks = client.post("/zoeken/antwoord/", {"token": token_of(page), "antwoord": "ja"})
    assert thanks["Location"] == "/zoeken/?q=subsidie&taal=fr&bedankt=ja#vond-u-het"


def test_what_the_page_answers_by_itself_is_not_without_result(client, rf, catalogue):
    results = service.search("ruimteschip")
    request = rf.get("/zoeken/")
    count(request, to_count(request, results, is_narrowed=False, is_answered=True))
    assert asked()["ruimteschip"].results == 1


@pytest.mark.parametrize("data", [{}, {"token": "x", "antwoord": "ja"}])
def test_a_false_answer_only_leads_back(client, data):
    assert client.post("/zoeken/antwoord/", data)["Location"] == "/zoeken/"


def test_a_page_whose_query_is_not_kept_carries_no_token(client, catalogue):
    page = client.get("/zoeken/", {"q": "subsidie 0470123456"})
    assert "Subsidie" in page.text
    assert "data-usage" not in page.text
    assert "Vond u wat u zocht?" not in page.text


def test_a_token_tells_what_was_served():
    served = Served(TODAY(), "nl", "één", 11, ("product:1", "place:x"))
    assert read(sign(served)) == served
    assert served.rank("place:x") == 12
    assert served.rank("place:y") is None


def test_memory_is_bounded_and_what_is_known_goes_on_counting():
    small = Tally(max_keys=3)
    for number in range(10):
        small.ask(QueryKey(TODAY(), "nl", f"vraag {number}"), 1, 1)
    small.ask(QueryKey(TODAY(), "nl", "vraag 1"), 1, 1)
    small.click(ClickKey(TODAY(), "nl", "vraag 1", "product", "1", 1))
    assert len(small) == 3
    small.flush()
    assert dict(AskedQuery.objects.values_list("query", "times")) == {"vraag 0": 1, "vraag 1": 2, "vraag 2": 1}


def test_a_database_that_does_not_answer_costs_no_search_and_keeps_the_counts(client, catalogue, monkeypatch):
    client.get("/zoeken/", {"q": "subsidie"})

    def locked(*counts):
        raise DatabaseError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(writing, "add", locked)
        assert tally.flush() == 0
        assert client.get("/zoeken/", {"q": "subsidie"}).status_code == 200
    tally.refine(RefinementKey(TODAY(), "nl", "a", "b"))
    assert tally.flush() == 2
    assert AskedQuery.objects.get().times == 2


def test_two_hundred_searches_at_once_are_all_counted():
    busy = Tally()
    key = QueryKey(TODAY(), "nl", "rijbewijs")
    ready = threading.Barrier(20)

    def search():
        ready.wait()
        for _ in range(10):
            busy.ask(key, 1, 1.0)

    threads = [threading.Thread(target=search) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    busy.flush()
    assert AskedQuery.objects.get().times == 200
