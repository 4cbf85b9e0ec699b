"""What a source promises, and what most sources share."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from ground.ids import read_ids
from ground.registry import Registry
from search.indexing.documents import Document


class SearchSource(Protocol):
    """Only what is public may become a document. One contract suite (tests/search/test_sources.py) holds for each."""

    @property
    def kind(self) -> str:
        """The name of the source: "product"."""

    @property
    def label(self) -> str | Promise:
        """What citizens call it."""

    def ids(self) -> list[str]:
        """Return the primary keys of what is public now, or will be by itself at a date."""

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """Yield the documents of those ids that are public; the others are left out."""

    def affected(self, kind: str, pk: str) -> list[str]:
        """Return the ids of this source that a change of something of another kind may change; most often none."""


M = TypeVar("M", bound=Model)

sources: Registry[SearchSource] = Registry("search source")


class ModelSource(Generic[M]):
    """What is public of one model."""

    kind: str
    label: str | Promise

    def public(self) -> QuerySet[M]:
        """Return the objects that anyone may see."""
        raise NotImplementedError

    def document(self, item: M) -> Document:
        """Return one as a document."""
        raise NotImplementedError

    def ids(self) -> list[str]:
        return [str(pk) for pk in self.public().order_by("pk").values_list("pk", flat=True)]

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        for item in self.public().filter(pk__in=read_ids(ids)).order_by("pk"):
            yield self.document(item)

    def affected(self, kind: str, pk: str) -> list[str]:
        return []
