"""What can go wrong in search."""


class SearchError(Exception):
    """Any of them."""


class RebuildOvertaken(SearchError):
    """Another rebuild of the index began while this one ran; the other one will finish."""
