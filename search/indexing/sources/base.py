"""What a source promises, and what most sources share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from ground.ids import read_ids
from ground.registry import Registry
from products.facts import RowFacts
from search.indexing.documents import Document


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done at once: the form of a product."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What a result shows beside its texts: an icon of img/icons.svg, the facts of its row, what can be done at once."""

    icon: str
    facts: RowFacts | None = None
    actions: tuple[Action, ...] = ()
    has_own_icon: bool = True
    """False for the icon of a theme, which stands back where a neighbour shows the same (products.icons.apart)."""


class SearchSource(Protocol):
    """Only what is public may become a document. One contract suite (tests/search/test_sources.py) holds for each."""

    @property
    def kind(self) -> str:
        """The name of the source: "product"."""

    @property
    def label(self) -> str | Promise:
        """What citizens call it."""

    @property
    def icon(self) -> str:
        """The icon of its results (img/icons.svg), where `extras` names no other."""

    @property
    def is_expected(self) -> bool:
        """Whether citizens expect it, so that a result does not say what it is: products."""

    @property
    def is_visited(self) -> bool:
        """Whether it is somewhere to go: who asks for its hours, telephone or address is answered above the results."""

    @property
    def is_translated(self) -> bool:
        """Whether its documents are pages that may have a translation."""

    @property
    def has_keywords(self) -> bool:
        """Whether editors give its objects search words of their own."""

    @property
    def is_judged(self) -> bool:
        """Whether judged queries name it, by product number, IPDC concept or title."""

    def ids(self) -> list[str]:
        """Return the primary keys of what is public now, or will be by itself at a date."""

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """Yield the documents of those ids that are public; the others are left out."""

    def affected(self, kind: str, pk: str) -> list[str]:
        """Return the ids of this source that a change of something of another kind may change; most often none."""

    def extras(self, ids: Iterable[str]) -> Mapping[str, Extras]:
        """Return what results show of these beside their texts, where that is more than an icon. One query at most."""

    def notes(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return what a suggestion says beside these: whether a place is open now."""


M = TypeVar("M", bound=Model)

sources: Registry[SearchSource] = Registry("search source")


class ModelSource(Generic[M]):
    """What is public of one model."""

    kind: str
    label: str | Promise
    icon = "file"
    is_expected = False
    is_visited = False
    is_translated = False
    has_keywords = False
    is_judged = False

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

    def extras(self, ids: Iterable[str]) -> Mapping[str, Extras]:
        return {}

    def notes(self, ids: Iterable[str]) -> Mapping[str, str]:
        return {}
