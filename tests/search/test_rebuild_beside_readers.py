"""Whoever searches while the index is written anew sees all of it: the old one or the new one, never a part of either."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from search import service
from search.engines.current import engine
from search.language import words
from search.models import Promotion
from tests.search.catalogue import documents

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def before(number: int, act: Callable[[], Any]) -> Iterator[list[str]]:
    """Do something right before the query with this number, from 0. Gives the queries that were asked until then."""
    asked: list[str] = []

    def watch(execute, sql, params, many, context):
        if len(asked) <= number:
            asked.append(sql)
            if len(asked) == number + 1:
                act()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield asked


def rebuild():
    engine().rebuild([documents()])


def titles():
    answer = service.search("akte")
    return answer.count, [result.title for result in answer.results]


def test_a_rebuild_between_any_two_queries_of_a_search_changes_nothing():
    rebuild()
    Promotion.objects.create(queries="akte", kind="product", object_id="5")
    expected = titles()
    assert expected == (3, ["Premie voor een groendak", "Geboorteakte aanvragen", "Huwelijksakte aanvragen"])
    number = 0
    while True:
        with before(number, rebuild) as asked:
            assert titles() == expected, f"a rebuild before: {asked[-1]}"
        if len(asked) <= number:
            break
        number += 1
    assert number >= 5


def test_a_vocabulary_is_read_whole_though_its_generation_goes_meanwhile():
    rebuild()
    for number in range(4):
        words._cache.clear()
        with before(number, rebuild):
            assert "rijbewijs" in words.current("nl")
