"""The engine in use: the database, or Elasticsearch with the database behind it where ELASTICSEARCH_URL names a node."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.base import SearchEngine
from search.engines.database import DatabaseEngine
from search.errors import NoSuchEngine

if TYPE_CHECKING:
    from search.engines.elastic.node import Node

NAMES = ("database", "elasticsearch")
_instead: ContextVar[SearchEngine | None] = ContextVar("search_engine", default=None)


def engine() -> SearchEngine:
    """Return the engine that writes and reads the index."""
    if chosen := _instead.get():
        return chosen
    if not settings.ELASTICSEARCH_URL:
        return DatabaseEngine()
    # Late: the client takes a third of a second to load, and most sites do without.
    from search.engines.elastic.node import node

    return _beside(node())


@cache
def _beside(node: "Node") -> SearchEngine:
    # Late: the client is slow to load, as above.
    from search.engines.elastic.engine import ElasticsearchEngine
    from search.engines.standby import EngineWithStandby

    return EngineWithStandby(ElasticsearchEngine(node))


def named(name: str) -> SearchEngine:
    """Return an engine by its name, without another behind it; raises NoSuchEngine."""
    if name == "database":
        return DatabaseEngine()
    if name not in NAMES or not settings.ELASTICSEARCH_URL:
        raise NoSuchEngine(f"There is no engine {name!r} here: set ELASTICSEARCH_URL for Elasticsearch.")
    # Late: the client is slow to load, as above.
    from search.engines.elastic.engine import ElasticsearchEngine
    from search.engines.elastic.node import node

    return ElasticsearchEngine(node())


@contextmanager
def using(chosen: SearchEngine) -> Iterator[SearchEngine]:
    """Let another engine be the one in use: to measure it, or to try it."""
    token = _instead.set(chosen)
    try:
        yield chosen
    finally:
        _instead.reset(token)
