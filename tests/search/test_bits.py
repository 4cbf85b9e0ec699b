"""What is computed on whole sets is what adding up the parts of each document gives."""

import random

import pytest

from search.asking.plan import Alternative, QueryPlan, Slot, Term
from search.asking.scorer import MIN_COVERAGE, Part, Scorer
from search.engines.bits import Cell, answering, best, bits_of, numbers_of

FIRST = 1000


def made_up(chance):
    """Return a scorer and the documents that hold each of its parts: what reaches a level reaches those below it."""
    slots = [
        Slot(
            f"word{number}",
            tuple(
                Alternative(kind, (Term(f"{kind}{number}", chance.uniform(0.1, 6)),), weight)
                for kind, weight in (("word", 1.0), ("prefix", 0.4))[: chance.choice((1, 2))]
            ),
        )
        for number in range(chance.randint(1, 4))
    ]
    scorer = Scorer.of(QueryPlan("", "nl", tuple(slots)))
    held, below = {}, {}
    for part in scorer.parts():
        among = below.get(part.alternatives, range(FIRST, FIRST + 60))
        held[part] = below[part.alternatives] = [number for number in among if chance.random() < 0.5]
    return scorer, held


def one_by_one(scorer, held, limit):
    """Return the same the long way: the results, and the first of them."""
    coverage, points = {}, {}
    for part, numbers in held.items():
        for number in numbers:
            coverage[number] = coverage.get(number, 0.0) + part.coverage
            points[number] = points.get(number, 0.0) + part.points
    bar = MIN_COVERAGE * max(coverage.values(), default=0.0)
    results = [number for number in coverage if coverage[number] >= bar]
    ordered = sorted(results, key=lambda number: (-scorer.score(points[number], coverage[number]), number))
    return set(results), ordered[:limit]


@pytest.mark.parametrize("seed", range(40))
def test_results_and_their_order_are_those_of_adding_up_each_document(seed):
    chance = random.Random(seed)  # noqa: S311  # made-up sets, no secret
    scorer, held = made_up(chance)
    limit = chance.choice((1, 5, 100))
    sets = [(part, bits_of(numbers, FIRST)) for part, numbers in held.items()]
    cells = answering(pair for pair in sets if not pair[0].level)
    numbers = best(cells, [pair for pair in sets if pair[0].level], scorer, FIRST, limit)
    results = {number for documents in cells.values() for number in numbers_of(documents, FIRST)}
    assert (results, numbers) == one_by_one(scorer, held, limit)


def test_a_set_gives_its_numbers_back_lowest_first_without_those_below_the_first():
    assert list(numbers_of(bits_of([1070, 1000, 999, 1003], FIRST), FIRST)) == [1000, 1003, 1070]
    assert bits_of([], FIRST) == bits_of([3], FIRST) == 0


def test_where_nothing_is_held_nothing_answers():
    scorer = Scorer.of(QueryPlan("", "nl", ()))
    part = Part((), 0, 1.0, 1.0)
    assert answering([(part, 0)]) == {}
    assert best({}, [], scorer, FIRST, 10) == []


def test_of_documents_that_score_the_same_by_other_parts_the_lowest_number_goes_first():
    cells = {Cell(1.0, 1.0): bits_of([1001], FIRST), Cell(2.0, 1.0): bits_of([1000], FIRST)}
    assert best(cells, [], Scorer.of(QueryPlan("", "nl", ())), FIRST, 1) == [1000]
