"""The index follows what is published: in the same transaction, whichever door it came through."""

from collections.abc import Iterator
from typing import Any

from portal.lib.content_changed import Change, content_changed
from search.documents import Document, DocumentKey
from search.engines.base import IndexReport
from search.engines.current import engine
from search.models import Generation, IndexedDocument
from search.sources import sources

BATCH = 25
"""Documents written in one transaction of a rebuild: others wait for it a few tenths of a second at most."""


def connect() -> None:
    """Called when the app is ready."""
    content_changed.connect(_follow, dispatch_uid="search.content_changed")


def _follow(change: Change, **_kwargs: Any) -> None:
    if change.kind in sources:
        refresh(change.kind, [change.id])
    if change.kind == "product":
        _follow_forms()


def refresh(kind: str, ids: list[str]) -> None:
    """Bring these documents along with what they are about: written when public, else removed."""
    documents = list(sources[kind].documents(ids))
    present = {document.key.id for document in documents}
    if gone := [DocumentKey(kind, pk) for pk in ids if pk not in present]:
        engine().delete(gone)
    if documents:
        engine().index(documents)


def _follow_forms() -> None:
    """A form is found by the products that link to it, so a product that comes, changes or goes may change forms."""
    known = IndexedDocument.objects.filter(generation__state=Generation.State.ACTIVE, kind="form")
    affected = {*sources["form"].ids(), *known.values_list("object_id", flat=True)}
    if affected:
        refresh("form", sorted(affected))


def rebuild() -> IndexReport:
    """Write the whole index anew beside the one in use, and swap."""
    return engine().rebuild(_batches())


def _batches() -> Iterator[Iterator[Document]]:
    for _kind, source in sources.items():
        ids = source.ids()
        for start in range(0, len(ids), BATCH):
            yield source.documents(ids[start : start + BATCH])
