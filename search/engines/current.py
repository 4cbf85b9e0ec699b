"""The engine in use. One today; settings will choose between two."""

from search.engines.base import SearchEngine
from search.engines.database import DatabaseEngine


def engine() -> SearchEngine:
    """Return the engine that writes and reads the index."""
    return DatabaseEngine()
