"""What can go wrong in search."""


class SearchError(Exception):
    """Any of them."""


class NoSuchEngine(SearchError):
    """An engine that is not there."""


class Unavailable(SearchError):
    """An engine beside the database does not answer, or not as an engine may: someone else must. Fit for the status page."""


class NotLevel(Unavailable):
    """Its copy is behind what this transaction sees of the index."""


class BulkRefused(SearchError):
    """Elasticsearch took a request but not all of its documents. The next attempt begins at the same place."""


class RebuildOvertaken(SearchError):
    """Another rebuild of the index began while this one ran; the other one will finish."""


class IndexSwapped(SearchError):
    """A rebuild swapped, or a document went, between two statements of one query: it must be asked again."""
