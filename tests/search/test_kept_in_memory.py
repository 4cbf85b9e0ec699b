"""What the database's engine keeps between queries is never older than the index, the pages or the clock."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ground import snapshot
from ground.generation import FILE
from products.models import ProductPage
from search.asking import ranking
from search.engines import postings
from search.engines.base import SearchQuery
from search.engines.database import DatabaseEngine
from search.engines.postings import holding
from tests.search.catalogue import document, documents

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def result(text="rijbewijs", **facets):
    """Return how many answer, and the numbers of the best."""
    answer = DatabaseEngine().candidates(ranking.plan(text), SearchQuery("nl", tuple(facets.items())))
    return answer.total, [candidate.key.id for candidate in answer.candidates]


@pytest.fixture
def catalogue():
    DatabaseEngine().index(documents())


def test_a_query_that_is_asked_again_reads_the_state_of_the_index_and_its_best_documents(
    catalogue, django_assert_num_queries
):
    plan = ranking.plan("rijbewijs")
    DatabaseEngine().candidates(plan, SearchQuery())
    with django_assert_num_queries(2):
        DatabaseEngine().candidates(plan, SearchQuery())


def test_what_is_written_or_removed_counts_at_the_next_query(catalogue):
    assert result() == (1, ["1"])
    DatabaseEngine().index([document("2", title="Internationaal rijbewijs")])
    assert result()[0] == 2
    DatabaseEngine().delete([document("1").key])
    assert result() == (1, ["2"])


def test_what_a_transaction_wrote_is_found_in_it_and_not_after_it_was_rolled_back(catalogue):
    assert result() == (1, ["1"])
    with transaction.atomic():
        DatabaseEngine().index([document("2", title="Internationaal rijbewijs")])
        assert result()[0] == 2
        transaction.set_rollback(True)
    assert result() == (1, ["1"])


def test_a_page_that_goes_by_whichever_door_is_gone_at_the_next_query(publish_product):
    page = publish_product("Rijbewijs vernieuwen")
    publish_product("Internationaal rijbewijs")
    assert result()[0] == 2
    ProductPage.objects.filter(pk=page.pk).update(live=False)
    total, numbers = result()
    assert total == 1
    assert str(page.pk) not in numbers


def test_a_page_that_another_machine_took_down_is_not_shown_and_not_counted(publish_product):
    page = publish_product("Rijbewijs vernieuwen")
    assert result()[0] == 1
    file = settings.VAR_DIR / FILE
    before = os.stat(file).st_mtime_ns
    ProductPage.objects.filter(pk=page.pk).update(live=False)
    os.utime(file, ns=(before, before))
    assert result() == (0, [])


@pytest.mark.parametrize(
    ("dates", "before", "after"),
    [({"visible_from": HOUR}, 0, 1), ({"visible_until": HOUR}, 1, 0)],
)
def test_a_document_comes_and_goes_at_its_own_date(catalogue, monkeypatch, dates, before, after):
    now = timezone.now()
    DatabaseEngine().index([document("1", **{name: now + wait for name, wait in dates.items()})])
    for moment, total in ((HOUR - timedelta(seconds=1), before), (HOUR, after)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: now + moment)
        assert result()[0] == total


@pytest.mark.parametrize(("dates", "before", "after"), [({"go_live_at": HOUR}, 0, 1), ({"expire_at": HOUR}, 1, 0)])
def test_a_page_comes_and_goes_at_its_date(publish_product, monkeypatch, dates, before, after):
    page = publish_product("Rijbewijs vernieuwen")
    now = timezone.now()
    ProductPage.objects.filter(pk=page.pk).update(**{name: now + wait for name, wait in dates.items()})
    snapshot.forget()
    for moment, total in ((HOUR - timedelta(seconds=1), before), (HOUR, after)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: now + moment)
        monkeypatch.setattr(snapshot.time, "time", lambda moment=moment: (now + moment).timestamp())
        assert result()[0] == total


def test_what_is_kept_stays_within_its_bytes_and_the_answer_is_the_same(catalogue, monkeypatch):
    texts = ("rijbewijs", "akte", "kaart", "premie dak", "vergunning")
    expected = [result(text) for text in texts]
    held = len(postings._latest)
    assert held > 5
    monkeypatch.setattr(postings, "MAX_BYTES", 300)
    DatabaseEngine().index([document("1", title="Rijbewijs vernieuwen ")])
    assert [result(text) for text in texts] == expected
    assert 0 < len(postings._latest) < held


def test_another_state_of_the_index_leaves_nothing_of_the_one_before(catalogue):
    index, _sets = holding(['"rijbewij"'])
    DatabaseEngine().rebuild([documents()])
    after, _sets = holding(['"rijbewij"'])
    assert after.generation != index.generation
    assert after.first > index.first
