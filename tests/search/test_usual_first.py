"""Of equals the usual one comes first."""

from dataclasses import replace

from search.asking.scorer import Candidate, rerank
from search.indexing.documents import DocumentKey
from search.indexing.sources.pages import MAX_OFFERED
from tests.search.catalogue import planner


def test_the_usual_one_of_equals_comes_first_and_no_more_than_that():
    plan = planner().plan("kaart", "nl")
    usual = Candidate(DocumentKey("product", "z"), {"kaart": 6.0}, frozenset({"kaart"}), 1.0)
    equal = replace(usual, key=DocumentKey("product", "a"), prior=0.0)
    better = Candidate(DocumentKey("product", "b"), {"kaart": 8.0}, frozenset({"kaart"}))
    assert [place.key.id for place in rerank(plan, [equal, usual])] == ["z", "a"]
    assert [place.key.id for place in rerank(plan, [usual, better])] == ["b", "z"]


def test_a_top_task_goes_before_what_is_called_as_well_and_says_it_once_more():
    """As "Europees rijbewijs" before "Internationaal rijbewijs": what every municipality offers alike cannot settle it."""
    plan = planner().plan("kaart", "nl")
    usual = Candidate(DocumentKey("product", "z"), {"kaart": 8.0}, frozenset({"kaart", "stad"}), 1.0)
    other = Candidate(DocumentKey("product", "a"), {"kaart": 9.4}, frozenset({"kaart", "land"}), MAX_OFFERED)
    assert [place.key.id for place in rerank(plan, [other, usual])] == ["z", "a"]
    offered = replace(usual, prior=MAX_OFFERED)
    assert [place.key.id for place in rerank(plan, [other, offered])] == ["a", "z"]
