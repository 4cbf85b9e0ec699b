"""The index follows what is published: in the same transaction, whichever door it came through."""

from collections.abc import Iterator
from typing import Any

from portal.lib.content_changed import Change, content_changed
from search.documents import Document, DocumentKey
from search.engines.base import IndexReport
from search.engines.current import engine
from search.models import DocumentFacet, Generation
from search.sources import forms_of, sources

BATCH = 25
"""Documents written in one transaction of a rebuild: others wait for it a few tenths of a second at most."""


def connect() -> None:
    """Called when the app is ready."""
    content_changed.connect(_follow, dispatch_uid="search.content_changed")


def _follow(change: Change, **_kwargs: Any) -> None:
    if change.kind in sources:
        # Wagtail says so before it deletes: the page can still be read then.
        if change.what == "removed":
            engine().delete([DocumentKey(change.kind, change.id)])
        else:
            refresh(change.kind, [change.id])
    if change.kind == "product":
        _follow_forms(change.id)


def refresh(kind: str, ids: list[str]) -> None:
    """Bring these documents along with what they are about: written when public, else removed."""
    documents = list(sources[kind].documents(ids))
    present = {document.key.id for document in documents}
    if gone := [DocumentKey(kind, pk) for pk in ids if pk not in present]:
        engine().delete(gone)
    if documents:
        engine().index(documents)


def _follow_forms(product: str) -> None:
    """A form is found by the products that link to it, so a product that comes, changes or goes may change its forms."""
    told_before = DocumentFacet.objects.filter(
        name="product", code=product, document__kind="form", document__generation__state=Generation.State.ACTIVE
    )
    if affected := {*forms_of(product), *told_before.values_list("document__object_id", flat=True)}:
        refresh("form", sorted(affected))


def rebuild() -> IndexReport:
    """Write the whole index anew beside the one in use, and swap."""
    return engine().rebuild(_batches())


def _batches() -> Iterator[Iterator[Document]]:
    for _kind, source in sources.items():
        ids = source.ids()
        for start in range(0, len(ids), BATCH):
            yield source.documents(ids[start : start + BATCH])
