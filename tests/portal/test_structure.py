"""What is there already is never written over by the file from which a first start makes its tables."""

import pytest
from django.db import connection

from portal.launch import structure

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the file is for SQLite"),
]


def test_a_database_in_which_there_is_anything_is_left_alone():
    before = connection.introspection.table_names()
    assert not structure.restore()
    assert connection.introspection.table_names() == before
