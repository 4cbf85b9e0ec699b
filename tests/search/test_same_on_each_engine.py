"""Whoever answers, a citizen sees the same: first result and number of results, on Elasticsearch and on the database."""

from pathlib import Path

import pytest
from django.db import transaction

from search.asking.planner import QueryPlanner
from search.asking.scorer import rerank
from search.engines.base import SearchQuery
from search.engines.current import engine
from search.engines.database import DatabaseEngine
from search.engines.scratch import scratch
from search.evaluation import corpus
from search.indexing.documents import Document
from search.language import words
from search.language.synonyms import built_in
from tests.search.catalogue import documents

pytestmark = pytest.mark.django_db(transaction=True)


def answers(engine, plans):
    """Return the first result and the number of results of each plan."""
    candidate_sets = [engine.candidates(plan, SearchQuery()) for plan in plans]
    ranked = [rerank(plan, answer.candidates) for plan, answer in zip(plans, candidate_sets, strict=True)]
    return [
        (places[0].key.id if places else "", answer.total)
        for places, answer in zip(ranked, candidate_sets, strict=True)
    ]


def compare(texts: list[str], catalogue: list[Document] | tuple[Document, ...]) -> tuple[float, float]:
    """Return the share of queries with the same first result, and with the same number of results."""
    with transaction.atomic():
        with scratch(engine(), catalogue) as beside:
            planner = QueryPlanner(words.current("nl"), built_in("nl"))
            plans = [planner.plan(text, "nl") for text in texts]
            copied, original = answers(beside, plans), answers(DatabaseEngine(), plans)
        transaction.set_rollback(True)
    assert sum(total for _first, total in copied) > len(texts) / 2
    pairs = list(zip(copied, original, strict=True))
    return tuple(sum(a[at] == b[at] for a, b in pairs) / len(pairs) for at in (0, 1))


def test_each_word_and_pair_of_words_of_the_small_catalogue_gives_the_same(elasticsearch):
    tokens = [word for item in documents() for word in f"{item.title} {item.summary}".split()]
    texts = [*tokens, *(f"{first} {second}" for first, second in zip(tokens, tokens[3:], strict=False))]
    assert compare(texts, documents()) == (1.0, 1.0)


@pytest.mark.shared_data
def test_everyday_queries_and_judgements_give_the_same_first_result(elasticsearch, shared_data: Path):
    catalogue = corpus.read_catalogue(shared_data / "lpdc" / "catalogue.jsonl", with_keywords=True)
    texts = [
        query.text
        for name in ("everyday-queries.tsv", "judgements.tsv")
        for query in corpus.read_queries(shared_data / "search" / name, catalogue.names)[0]
    ]
    assert len(texts) > 700
    first, totals = compare(texts, catalogue.documents)
    assert first >= 0.99
    assert totals >= 0.99
