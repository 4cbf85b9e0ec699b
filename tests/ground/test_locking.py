"""The version of a row that a page carried."""

import pytest
from django.http import QueryDict

from ground.locking import posted_version


@pytest.mark.parametrize("query", ["", "lock_version=", "lock_version=x", "lock_version=-1"])
def test_a_page_that_carries_no_version_carries_one_that_no_row_has(query):
    """Version 0 is that of a new row: who says nothing has not seen it."""
    assert posted_version(QueryDict(query)) == -1


@pytest.mark.parametrize("number", [0, 1, 12])
def test_a_version_is_read_as_it_was_carried(number):
    assert posted_version(QueryDict(f"lock_version={number}")) == number
