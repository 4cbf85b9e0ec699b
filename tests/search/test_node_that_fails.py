"""Elasticsearch that is down, slow, behind or wrong: citizens get the same results, nothing is lost, it catches up."""

import logging
import socket
import threading
import time

import pytest
from django.db import transaction
from django.test import override_settings
from elasticsearch.dsl import Search

from portal import checks
from search import health
from search.asking.planner import QueryPlanner
from search.engines.base import SearchQuery
from search.engines.current import engine
from search.engines.elastic import copy
from search.engines.elastic.node import Breaker, Node
from search.engines.standby import EngineWithStandby
from search.indexing import following
from search.indexing.documents import DocumentKey
from search.language import words
from tests.search.catalogue import document, documents

pytestmark = pytest.mark.django_db(transaction=True)


def ask(text="rijbewijs"):
    plan = QueryPlanner(words.current("nl")).plan(text, "nl")
    return [candidate.key.id for candidate in engine().candidates(plan, SearchQuery()).candidates]


@pytest.fixture
def silent_port():
    """Return a port that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        yield listening.getsockname()[1]


@pytest.fixture
def closed_port():
    """Return a port where nothing listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture
def node_at(settings):
    """Return a function that sets the node's address."""

    def at(port, password=""):
        settings.ELASTICSEARCH_URL = f"http://{password and f'elastic:{password}@'}127.0.0.1:{port}"
        settings.ELASTICSEARCH_PREFIX = f"test-{port}-{time.monotonic_ns()}"
        return engine()

    return at


def test_a_node_that_is_down_is_replaced_at_once_and_said_so_without_its_password(node_at, closed_port, caplog):
    beside = node_at(closed_port, "geheim123")
    engine().index(documents())
    with caplog.at_level(logging.WARNING):
        assert ask() == ["1"]
        assert ask("groendak") == ["5"]
    assert beside.answers == {"database": 2}
    state = health.check()
    assert state.ok
    assert state.detail.startswith("database answers instead of elasticsearch: ConnectionError at http://127.0.0.1:")
    assert state.figures["lag"] is None
    assert "geheim123" not in state.detail + caplog.text + repr(state.figures)


def test_the_failure_of_a_node_is_logged_once(node_at, closed_port, caplog):
    node_at(closed_port)
    with caplog.at_level(logging.WARNING):
        engine().index(documents())
        for _again in range(5):
            ask()
    assert caplog.text.count("search_engine_down") == 1


def test_a_node_that_is_silent_costs_one_budget_and_then_nothing(node_at, silent_port, settings):
    settings.ELASTICSEARCH_URL = ""
    engine().index(documents())
    settings.ELASTICSEARCH_TIMEOUT_MS = 200
    node_at(silent_port)
    ask_warm = QueryPlanner(words.current("nl")).plan("rijbewijs", "nl")
    began = time.monotonic()
    assert engine().candidates(ask_warm, SearchQuery()).total == 1
    first = time.monotonic() - began
    assert 0.2 <= first < 1.0  # the budget, and what a busy machine takes for the database's part
    beside = engine()
    assert isinstance(beside, EngineWithStandby)
    assert beside.first.node.breaker.is_open
    began = time.monotonic()
    engine().candidates(ask_warm, SearchQuery())
    assert time.monotonic() - began < 0.2


def test_after_its_rest_a_node_is_asked_again(elasticsearch):
    engine().index(documents())
    elasticsearch.first.node.breaker.failed("tried by a test")
    assert ask() == ["1"]
    assert elasticsearch.answers == {"database": 1}
    elasticsearch.first.node.breaker.until = time.monotonic()
    assert ask() == ["1"]
    assert elasticsearch.answers == {"database": 1, "elasticsearch": 1}
    assert not elasticsearch.first.node.breaker.reason


def test_a_node_that_failed_is_left_alone_for_its_rest_and_no_longer():
    breaker = Breaker()
    breaker.failed("tried by a test")
    assert breaker.is_open
    breaker.until = time.monotonic()
    assert not breaker.is_open
    breaker.worked()
    assert not breaker.reason


def test_what_changed_while_the_node_was_down_is_caught_up_with(elasticsearch):
    engine().index(documents())
    breaker = elasticsearch.first.node.breaker
    breaker.failed("tried by a test")
    engine().index([document("1", title="Vliegbrevet", summary="Voor piloten")])
    engine().delete([DocumentKey("product", "5")])
    assert ask("vliegbrevet") == ["1"]  # the database
    breaker.worked()
    assert "2 changes are still to be copied" in health.check().detail
    assert health.check().figures["lag"] == 2
    assert following.catch_up()
    assert health.check().figures["lag"] == 0
    assert health.check().detail.startswith("elasticsearch, generation")
    assert ask("vliegbrevet") == ["1"]
    assert elasticsearch.answers == {"database": 1, "elasticsearch": 1}


def test_a_copy_that_is_behind_never_shows_what_went(elasticsearch):
    engine().index(documents())
    assert ask() == ["1"]
    elasticsearch.database.delete([DocumentKey("product", "1")])  # and the node was not told
    assert "1" not in ask("rijbewijs loket")


def test_a_change_that_is_not_committed_is_not_copied(elasticsearch):
    engine().index(documents())
    with transaction.atomic():
        engine().index([document("1", title="Vliegbrevet")])
        assert ask("vliegbrevet") == ["1"]
        transaction.set_rollback(True)
    assert ask("vliegbrevet") == []
    assert ask() == ["1"]
    assert held(elasticsearch.first.node) == 8


def test_copying_again_and_out_of_order_changes_nothing(elasticsearch):
    engine().index(documents())
    node = elasticsearch.first.node
    engine().index([document("1", title="Vliegbrevet", summary="Voor piloten")])
    engine().delete([DocumentKey("product", "5")])
    late = copy._head("product:1", 1), copy._head("product:5", 1)
    operations = [line for head in late for line in ({"index": head}, {"kind": "product", "every": "oud"})]
    answer = node.client.bulk(index=copy.alias(node, "nl"), operations=operations, refresh=True)
    assert [item["index"]["status"] for item in answer["items"]] == [409, 409]
    assert copy.level(node)
    assert held(node) == 7


def test_two_processes_may_copy_at_the_same_time(elasticsearch):
    with override_settings(ELASTICSEARCH_URL=""):
        engine().index(documents())
    problems = []

    def bring_level():
        from django.db import connection

        try:
            copy.level(elasticsearch.first.node)
        except Exception as error:  # the thread's own; asserted below
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring_level) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert ask() == ["1"]
    assert held(elasticsearch.first.node) == 8
    assert elasticsearch.answers == {"elasticsearch": 1}


def test_a_rebuild_is_copied_before_it_is_in_use_and_the_last_one_is_kept(elasticsearch):
    engine().index(documents())
    node = elasticsearch.first.node

    def batches():
        yield documents()
        engine().index([document("1", title="Vliegbrevet")])
        assert ask("vliegbrevet") == ["1"]

    for _again in range(3):
        engine().rebuild(batches())
        assert ask("vliegbrevet") == ["1"]
        assert ask("groendak") == ["5"]
    assert elasticsearch.answers["database"] == 0
    assert len(copy._indices(node, f"{node.prefix}-*")) == 2
    assert len(copy._pointing(node, copy.alias(node, "nl"))) == 1


def test_between_the_swap_of_the_database_and_that_of_the_copy_the_database_answers(elasticsearch):
    engine().index(documents())
    elasticsearch.database.rebuild([documents()])
    assert ask() == ["1"]
    assert elasticsearch.answers == {"database": 1}
    assert following.catch_up()
    assert ask() == ["1"]
    assert elasticsearch.answers == {"database": 1, "elasticsearch": 1}


def test_an_index_that_went_is_made_again(elasticsearch):
    engine().index(documents())
    copy.drop(elasticsearch.first.node)
    assert ask() == ["1"]
    assert elasticsearch.answers == {"database": 1}
    assert following.catch_up()
    assert ask() == ["1"]
    assert elasticsearch.answers == {"database": 1, "elasticsearch": 1}


@pytest.mark.parametrize("url", ["localhost:9200", "ftp://127.0.0.1:9200", "http://127.0.0.1", "http://a:b@c:port"])
def test_an_address_that_is_none_stops_the_start_and_shows_no_password(url, settings):
    settings.ELASTICSEARCH_URL = url
    errors = checks.elasticsearch()
    assert [error.id for error in errors] == ["portal.E005"]
    assert "a:b" not in f"{errors[0].msg} {errors[0].hint}"


def test_a_prefix_or_a_certificate_that_cannot_be_used_stops_the_start(settings):
    settings.ELASTICSEARCH_URL = "https://elastic:geheim@search.voorbeeld.be:9200"
    assert checks.elasticsearch() == []
    settings.ELASTICSEARCH_PREFIX = "Stad*"
    settings.ELASTICSEARCH_CA_CERTS = "/does/not/exist.pem"
    assert [error.id for error in checks.elasticsearch()] == ["portal.E006", "portal.E007"]


def held(node: Node) -> int:
    """Return how many documents the index in use holds, its state not counted."""
    body = Search().extra(size=0, track_total_hits=True).to_dict()
    answer = node.client.search(index=copy.alias(node, "nl"), **body)
    return answer["hits"]["total"]["value"] - 1
