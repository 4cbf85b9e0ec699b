"""What is searched: one class for each kind of thing, with its own rule of who may see it."""

from search.indexing.sources.base import Action, Extras, ModelSource, SearchSource, sources
from search.indexing.sources.faq import FaqSource
from search.indexing.sources.forms import FormSource
from search.indexing.sources.pages import PageSource, ProductSource
from search.indexing.sources.places import PlaceSource
from search.indexing.sources.texts import lines, plain, words_of

__all__ = [
    "Action",
    "Extras",
    "ModelSource",
    "PageSource",
    "ProductSource",
    "SearchSource",
    "lines",
    "plain",
    "register",
    "sources",
    "words_of",
]


def register() -> None:
    """Register the sources, when the app is ready; front adds its pages after them.

    In the order in which facets of kind are shown where they count the same.
    """
    for source in (ProductSource(), FormSource(), FaqSource(), PlaceSource()):
        sources.register(source.kind, source)
