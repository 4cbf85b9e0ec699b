"""Suggestions are what is called so; what only shares letters is never more than three results."""

import pytest

from search import service
from search.asking import ranking
from search.asking.planner import QueryPlanner
from search.engines.base import FACETS, SearchQuery
from search.engines.current import engine
from search.indexing.documents import Document, DocumentKey
from search.language import words
from search.models import IndexedDocument
from tests.search.catalogue import documents
from tests.trees import make_home, make_product

pytestmark = pytest.mark.django_db


def document(number, title, **texts):
    return Document(DocumentKey("product", str(number)), title, f"/{number}/", facets={"kind": ("product",)}, **texts)


@pytest.fixture
def catalogue():
    engine().index(
        [
            document(1, "Attest van gezinssamenstelling"),
            document(2, "Kinderbijslag", summary="Voor elk gezin met kinderen.", keywords="gezin"),
            document(3, "Huishoudhulp", alternative_titles="Hulp in het gezin"),
            document(4, "Hoe krijgt mijn gezin een toelage?", summary="Vraag ze aan."),
        ]
    )


def suggested(text):
    return {suggestion.text for suggestion in service.suggest(text)}


def test_titles_other_names_and_questions_are_suggested_and_what_mentions_it_is_not(catalogue):
    expected = {"Attest van gezinssamenstelling", "Huishoudhulp", "Hoe krijgt mijn gezin een toelage?"}
    assert suggested("gezin") == expected
    assert "Kinderbijslag" in {result.title for result in service.search("gezin").results}


def test_a_document_that_was_not_written_anew_is_suggested_by_its_title(catalogue):
    IndexedDocument.objects.update(name_stems=None)
    assert suggested("gezin") == {"Attest van gezinssamenstelling", "Hoe krijgt mijn gezin een toelage?"}


def test_letters_that_mean_nothing_suggest_nothing(catalogue):
    assert suggested("zzzz") == set()


def test_what_only_shares_letters_gives_three_results_at_most_and_nothing_to_narrow_by():
    engine().index(documents())
    engine().index([document(number, f"Rijbewijs {number}") for number in range(100, 110)])
    plan = QueryPlanner(words.current("nl")).plan("rijschool", "nl")
    assert plan.is_guessed
    assert engine().candidates(plan, SearchQuery()).total > 3
    results = ranking.ranked(plan, SearchQuery(), 10)
    assert (results.total, len(results.places)) == (3, 3)
    assert results.facets == {name: [] for name in FACETS}


def test_a_product_is_usual_while_editors_call_it_a_top_task():
    from products.service import set_top_tasks

    make_home()
    page = make_product("Zwemles", live=False)
    page.save_revision().publish()

    def prior():
        return IndexedDocument.objects.get(kind="product", object_id=str(page.pk)).prior

    assert prior() == 0
    set_top_tasks([page.pk])
    assert prior() == 1
    set_top_tasks([])
    assert prior() == 0
