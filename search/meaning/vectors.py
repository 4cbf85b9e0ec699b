"""The vectors of the index: made after a document is written, never while others wait for its lock, and kept in memory."""

import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from search.indexing.documents import DocumentKey
from search.meaning.current import encoder
from search.meaning.encoder import Encoder, Passage
from search.models import DocumentVector, Generation, IndexedDocument

BATCH = 10
"""Documents that are read and stored together: a stop half-way loses a second of work."""
AT_ONCE = 5
"""Documents that are encoded while an editor waits; with more, all are left to the job."""
ROWS_A_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class VectorTable:
    """The documents of a locale that have a vector: keys, digests and vectors in the same order."""

    keys: tuple[DocumentKey, ...] = ()
    digests: tuple[str, ...] = ()
    vectors: bytes = b""
    places: dict[DocumentKey, int] = field(default_factory=dict)
    is_complete: bool = False
    """Whether no document of the locale is without a vector."""

    def by_digest(self) -> dict[str, bytes]:
        """Return the vectors by the digests of their documents."""
        size = len(self.vectors) // max(1, len(self.digests))
        return {digest: self.vectors[at * size : (at + 1) * size] for at, digest in enumerate(self.digests)}


def missing() -> "QuerySet[IndexedDocument]":
    """Return the documents of the index in use without a vector of the model in use; none when there is no model."""
    model = encoder()
    if model is None:
        return IndexedDocument.objects.none()
    made = DocumentVector.objects.filter(encoder=model.name, digest=OuterRef("digest"))
    return IndexedDocument.objects.filter(~Exists(made), generation__state=Generation.State.ACTIVE)


def fill(seconds: float = math.inf) -> int:
    """Make each vector that is missing, or as many as there is time for, and return how many.

    May be stopped, and run twice, without harm.
    """
    model = encoder()
    return 0 if model is None else _make(model, list(missing().values_list("pk", flat=True)), seconds)


def follow(keys: Iterable[DocumentKey]) -> None:
    """Make the vectors of a few documents once what wrote them is committed. Costs nothing when there is no model."""
    model, wanted = encoder(), list(keys)
    if model is None or len(wanted) > AT_ONCE:
        return
    transaction.on_commit(lambda: _make_of(model, wanted), robust=True)


def tidy() -> int:
    """Remove the vectors of what is no longer in any index, and of other models; return how many."""
    model = encoder()
    if model is None:
        return 0
    used = IndexedDocument.objects.filter(digest=OuterRef("digest"))
    old = DocumentVector.objects.filter(~Exists(used)) | DocumentVector.objects.exclude(encoder=model.name)
    removed, _by_model = old.delete()
    return removed


def _make_of(model: Encoder, keys: list[DocumentKey]) -> None:
    rows = missing().filter(kind__in={key.kind for key in keys}, object_id__in={key.id for key in keys})
    _make(model, list(rows.values_list("pk", flat=True)))


def _make(model: Encoder, documents: list[int], seconds: float = math.inf) -> int:
    made, ends = 0, time.monotonic() + seconds
    for start in range(0, len(documents), BATCH):
        if time.monotonic() >= ends:
            break
        some = documents[start : start + BATCH]
        rows = list(IndexedDocument.objects.filter(pk__in=some).only("digest", "title", "keywords", "summary"))
        vectors = model.passages([Passage(row.title, row.keywords, row.summary) for row in rows])
        DocumentVector.objects.bulk_create(
            (
                DocumentVector(encoder=model.name, digest=row.digest, vector=vector)
                for row, vector in zip(rows, vectors, strict=True)
            ),
            ignore_conflicts=True,  # another process may have made the same
        )
        made += len(rows)
    return made


@dataclass(frozen=True, slots=True)
class _State:
    # A generation's number alone does not tell: an emptied database numbers from the beginning again.
    generation: tuple[int, datetime]
    stamp: str
    encoder: str


_cache: dict[str, tuple[_State, VectorTable]] = {}
_lock = Lock()
_frozen: ContextVar[dict[str, VectorTable] | None] = ContextVar("search_vectors_still", default=None)


@contextmanager
def frozen() -> Iterator[None]:
    """Within, nothing changes and the model stays: vectors are read once, in a transaction too. For measuring."""
    token = _frozen.set({})
    try:
        yield
    finally:
        _frozen.reset(token)


def current(model: Encoder, locale: str) -> VectorTable:
    """Return the vectors of the active generation as it is now. One query when nothing changed and none is missing.

    While vectors are still being made the documents are read each time, and only vectors that are not in memory.
    Inside a transaction nothing is remembered: it may be rolled back, and the memory would then hold what never was.
    """
    generation = Generation.objects.filter(state=Generation.State.ACTIVE).first()
    if generation is None:
        return VectorTable()
    if (once := _frozen.get()) is not None:
        return once.get(locale) or once.setdefault(locale, _read(generation, locale, model, VectorTable()))
    state = _State((generation.pk, generation.started_at), generation.stamp, model.name)
    known = _cache.get(locale)
    if known and known[0] == state and known[1].is_complete:
        return known[1]
    before = known[1] if known and known[0].encoder == model.name else VectorTable()
    table = _read(generation, locale, model, before)
    if not transaction.get_connection().in_atomic_block:
        with _lock:
            _cache[locale] = (state, table)
    return table


def _read(generation: Generation, locale: str, model: Encoder, before: VectorTable) -> VectorTable:
    """Return what the index holds now; vectors that were in memory are not read again."""
    rows = generation.documents.filter(locale=locale).order_by("pk").values_list("kind", "object_id", "digest")
    documents = [(DocumentKey(kind, pk, locale), digest) for kind, pk, digest in rows]
    vectors = before.by_digest()
    unknown = [digest for _key, digest in documents if digest not in vectors]
    for start in range(0, len(unknown), ROWS_A_STATEMENT):
        some = unknown[start : start + ROWS_A_STATEMENT]
        stored = DocumentVector.objects.filter(encoder=model.name, digest__in=some).values_list("digest", "vector")
        vectors |= {digest: bytes(vector) for digest, vector in stored}
    encoded = [(key, digest) for key, digest in documents if digest in vectors]
    return VectorTable(
        tuple(key for key, _digest in encoded),
        tuple(digest for _key, digest in encoded),
        b"".join(vectors[digest] for _key, digest in encoded),
        {key: place for place, (key, _digest) in enumerate(encoded)},
        is_complete=len(encoded) == len(documents),
    )
