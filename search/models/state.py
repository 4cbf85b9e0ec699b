"""In which state the rules and the index are: read with each query, so that an edit counts at the next one."""

from typing import NamedTuple

from django.db import connection

# Written out: the ORM took twice as long to put two such statements together as the database to answer them.
_NOW = """
SELECT (SELECT stamp FROM search_ruleset WHERE id = 1), active.id, active.started_at, active.change, active.stamp
FROM (SELECT 1 AS always) here LEFT JOIN search_generation active ON active.state = 'active'
"""


class State(NamedTuple):
    """The stamp of the rules, and the generation in use: None before the first document is written.

    started_at, as the database gives it, is only compared: an emptied database numbers its generations from the beginning again.
    """

    rules: str | None
    generation: int | None
    started_at: object
    change: int
    stamp: str


def now() -> State:
    """Return the state as this transaction sees it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        return State(*cursor.fetchone())
