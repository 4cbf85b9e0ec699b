"""An index for the occasion: in a transaction that the caller rolls back, and in indices of its own beside it."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from search.engines.base import SearchEngine
from search.engines.database import DatabaseEngine
from search.indexing.documents import Document


@contextmanager
def scratch(engine: SearchEngine, documents: Iterable[Document]) -> Iterator[SearchEngine]:
    """Give an engine of the same kind that holds these documents. Elasticsearch then answers itself or raises Unavailable."""
    if isinstance(engine, DatabaseEngine):
        engine.index(documents)
        yield engine
        return
    # Late: see current.py.
    from search.engines.elastic.copy import drop, level
    from search.engines.elastic.engine import ElasticsearchEngine
    from search.engines.standby import EngineWithStandby

    engine = engine.first if isinstance(engine, EngineWithStandby) else engine
    if not isinstance(engine, ElasticsearchEngine):
        raise TypeError(f"No scratch index for {engine!r}")
    node = replace(engine.node, prefix=f"{engine.node.prefix}-scratch-{uuid.uuid4().hex}")
    apart = ElasticsearchEngine(node)
    try:
        apart.database.index(documents)
        level(node)
        yield apart
    finally:
        drop(node)
