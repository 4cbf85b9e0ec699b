"""The second door of search: what runs by the clock, and what staff are told of it. It stands on the first."""

from search.evaluation import golden
from search.usage import popularity, purging
from search.usage.insights import failed_this_week

__all__ = ["failed_this_week", "golden", "popularity", "purging"]
