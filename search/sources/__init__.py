"""What is searched: one class for each kind of thing, with its own rule of who may see it."""

from search.sources.base import ModelSource, SearchSource, sources
from search.sources.faq import FaqSource
from search.sources.forms import FormSource
from search.sources.pages import ContentPageSource, ProductSource
from search.sources.places import PlaceSource
from search.sources.texts import blocks, lines, plain

__all__ = ["ModelSource", "SearchSource", "blocks", "lines", "plain", "register", "sources"]


def register() -> None:
    """Called when the app is ready. In the order in which facets of kind are shown where they count the same."""
    for source in (ProductSource(), FormSource(), FaqSource(), PlaceSource(), ContentPageSource()):
        sources.register(source.kind, source)
