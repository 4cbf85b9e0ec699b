"""The index follows what is published: in the same transaction, whichever door it came through."""

from collections.abc import Iterable, Iterator

from ground.content_changed import Change, followers
from search.engines.base import IndexReport
from search.engines.current import engine
from search.indexing.documents import Document, DocumentKey
from search.indexing.sources import sources
from search.meaning import vectors
from search.models import Generation, IndexedDocument

BATCH = 25
"""Documents written in one transaction of a rebuild: others wait for it a few tenths of a second at most."""

CATCH_UP_SECONDS = 20.0
"""For vectors, each time: the same worker publishes and mails."""


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    followers.register("search", _follow)


def _follow(change: Change) -> None:
    if change.kind in sources:
        # Wagtail says so before it deletes: the page can still be read then.
        if change.what == "removed":
            _forget(change.kind, [change.id])
        else:
            refresh(change.kind, [change.id])
    for kind, source in sources.items():
        if affected := source.affected(change.kind, change.id):
            refresh(kind, affected)


def refresh(kind: str, ids: list[str]) -> None:
    """Bring these documents along with what they are about: written when public, else removed."""
    documents = list(sources[kind].documents(ids))
    _forget(kind, ids, {document.key for document in documents})
    if documents:
        engine().index(documents)
        vectors.follow(document.key for document in documents)


def _forget(kind: str, ids: list[str], but: Iterable[DocumentKey] = ()) -> None:
    """Remove the documents of these objects, in whatever language they stand there. One query when there are none."""
    written = Generation.objects.exclude(state=Generation.State.RETIRED)
    rows = IndexedDocument.objects.filter(generation__in=written, kind=kind, object_id__in=ids)
    keys = {DocumentKey(*row) for row in rows.values_list("kind", "object_id", "locale")}
    if gone := sorted(keys.difference(but)):
        engine().delete(gone)


def rebuild() -> IndexReport:
    """Write the whole index anew beside the one in use, and swap; then make the vectors that are missing.

    Those of texts that did not change are there already, so that meaning counts from the swap on.
    """
    report = engine().rebuild(_batches())
    vectors.tidy()
    vectors.fill()
    return report


def catch_up() -> bool:
    """Make vectors that are missing, and bring an engine beside the database level with it; False when it cannot be had.

    Nothing to do without a model and without such an engine. A large catalogue's vectors take several calls.
    """
    vectors.fill(CATCH_UP_SECONDS)
    return engine().catch_up()


def _batches() -> Iterator[Iterator[Document]]:
    for _kind, source in sources.items():
        ids = source.ids()
        for start in range(0, len(ids), BATCH):
            yield source.documents(ids[start : start + BATCH])
