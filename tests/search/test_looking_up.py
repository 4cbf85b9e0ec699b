"""What each query costs must not grow with the catalogue: SQLite is asked how it goes about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.asking import ranking
from search.engines.base import SearchQuery
from search.engines.database import DatabaseEngine
from search.engines.visible import public_among
from search.indexing.documents import DocumentKey
from search.models import IndexedDocument
from tests.search.catalogue import documents

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's EXPLAIN QUERY PLAN"),
]


@pytest.fixture(autouse=True)
def catalogue(db):
    DatabaseEngine().index(documents())


def way_of(ask, text="search_indexeddocument"):
    """Return how SQLite goes about the first query of `ask` that holds this text."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    sql = next(query["sql"] for query in asked if text in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[-1] for row in cursor.fetchall()]


def test_documents_are_looked_up_by_their_key():
    way = way_of(lambda: IndexedDocument.objects.in_use([DocumentKey("product", "1"), DocumentKey("place", "2")]))
    assert not [step for step in way if step.startswith("SCAN search_indexeddocument")]


def test_who_may_see_documents_is_asked_by_their_key():
    way = way_of(lambda: public_among([DocumentKey("product", "1"), DocumentKey("place", "2")]))
    assert not [step for step in way if step.startswith("SCAN document")]
    assert any(step.startswith("SEARCH document USING INDEX sqlite_autoindex_search_indexeddocument") for step in way)


def test_the_rows_of_the_best_are_looked_up_by_their_number():
    plan = ranking.plan("rijbewijs akte")
    way = way_of(lambda: DatabaseEngine().candidates(plan, SearchQuery()), "document.weights")
    assert "SEARCH document USING INTEGER PRIMARY KEY (rowid=?)" in way
    assert not [step for step in way if step.startswith("SCAN document")]


def test_who_may_be_seen_of_all_is_read_without_their_texts():
    plan = ranking.plan("rijbewijs akte")
    way = way_of(lambda: DatabaseEngine().candidates(plan, SearchQuery()), "document.codes")
    assert "SCAN document USING COVERING INDEX search_document_seen" in way
