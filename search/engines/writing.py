"""Writing the index in the database: documents in place, and whole generations beside the old one."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from django.db import transaction

from search.engines.base import IndexReport
from search.engines.codes import codes_of
from search.engines.tokens import token_store
from search.errors import RebuildOvertaken
from search.indexing.documents import AnalysedDocument, Document, DocumentKey, analyse
from search.language import words
from search.language.analysis import Analyzer
from search.language.vocabulary import Entry
from search.models import DocumentFacet, Generation, IndexedDocument, RemovedDocument

State = Generation.State


def index(documents: Iterable[Document]) -> IndexReport:
    """Write documents into the active generation, and into one that is being built. About ten queries for each."""
    written = unchanged = 0
    with transaction.atomic():
        generations = _locked()
        for document in documents:
            analysed = analyse(document, Analyzer(document.key.locale))
            changed = [_put(generation, analysed) for generation in generations]
            written += any(changed)
            unchanged += not any(changed)
    return IndexReport(written, unchanged)


def delete(keys: Iterable[DocumentKey]) -> None:
    """Remove documents from the active generation, and from one that is being built."""
    with transaction.atomic():
        for generation in _locked():
            for key in keys:
                if row := IndexedDocument.objects.of(generation.pk, key).first():
                    change = generation.advance()
                    RemovedDocument.objects.update_or_create(
                        generation=generation,
                        kind=key.kind,
                        object_id=key.id,
                        locale=key.locale,
                        defaults={"change": change},
                    )
                    _count_words(generation, key.locale, row.words, {}, {})
                    row.delete()


def rebuild(
    batches: Iterable[Iterable[Document]], before_swap: Callable[[Generation], None] = lambda _generation: None
) -> IndexReport:
    """Fill a new generation, a transaction for each batch, then swap. What is published meanwhile goes into both.

    before_swap: what an engine beside the database does with a generation that is full and not yet in use.

    A batch may be a generator: it reads its documents while the lock is held, so none is older than the index.
    Raises RebuildOvertaken when another rebuild began.
    """
    building = _begin()
    indexed = 0
    for batch in batches:
        with transaction.atomic():
            generation = _still_building(building)
            for document in batch:
                _put(generation, analyse(document, Analyzer(document.key.locale)))
                indexed += 1
    before_swap(building)
    _swap(building)
    return IndexReport(indexed)


def _locked() -> list[Generation]:
    """Return the generations to write to, locked; the first write of all makes the active one."""
    if not Generation.objects.filter(state=State.ACTIVE).exists():
        Generation.objects.bulk_create([Generation(state=State.ACTIVE)], ignore_conflicts=True)
    writable = Generation.objects.filter(state__in=[State.ACTIVE, State.BUILDING])
    return list(writable.select_for_update().order_by("pk"))


@transaction.atomic
def _begin() -> Generation:
    """Return a new generation that is being built. Waits for whoever writes now: they would not write to it."""
    _locked()
    Generation.objects.filter(state=State.BUILDING).delete()
    return Generation.objects.create(state=State.BUILDING)


def _still_building(generation: Generation) -> Generation:
    rows = {row.pk: row for row in _locked()}
    if generation.pk not in rows:
        raise RebuildOvertaken(f"Generation {generation.pk} is gone: another rebuild began.")
    return rows[generation.pk]


def _swap(building: Generation) -> None:
    with transaction.atomic():
        _still_building(building)
        Generation.objects.filter(state=State.ACTIVE).update(state=State.RETIRED)
        Generation.objects.filter(pk=building.pk).update(state=State.ACTIVE)
    # Apart: removing rows takes a while, and nobody reads them any more.
    Generation.objects.filter(state=State.RETIRED).delete()
    token_store().settle()


def _put(generation: Generation, analysed: AnalysedDocument) -> bool:
    """Write one document; False when it stands there as it is."""
    document = analysed.document
    digest = _digest(document)
    row = IndexedDocument.objects.of(generation.pk, document.key).first()
    if row and row.digest == digest:
        return False
    key = document.key
    before = row.words if row else {}
    row = row or IndexedDocument(generation=generation, kind=key.kind, object_id=key.id, locale=key.locale)
    for name, value in IndexedDocument.values_of(document).items():
        setattr(row, name, value)
    row.change = generation.advance()
    row.digest = digest
    row.codes = codes_of(document.facets)
    row.weights = dict(analysed.weights)
    row.title_stems = sorted(set(analysed.tokens["title"]))
    row.name_stems = sorted(analysed.name_stems)
    row.words = {word: int(word in analysed.title_words) for word in analysed.words}
    row.save()
    token_store().put(row.pk, analysed.weights)
    _put_facets(row, document)
    _count_words(generation, key.locale, before, row.words, analysed.words)
    return True


def _put_facets(row: IndexedDocument, document: Document) -> None:
    row.facets.all().delete()
    DocumentFacet.objects.bulk_create(
        DocumentFacet(document=row, name=name, code=code)
        for name, codes in document.facets.items()
        for code in dict.fromkeys(codes)
    )


def _count_words(
    generation: Generation,
    locale: str,
    before: Mapping[str, int],
    after: Mapping[str, int],
    surfaces: Mapping[str, str],
) -> None:
    analyzer = Analyzer(locale)
    changes = [
        words.WordChange(Entry(word, surfaces.get(word, word), analyzer.stem(word), 0), documents, titles)
        for word, (documents, titles) in words.differences(before, after).items()
    ]
    words.count(generation, locale, changes)


def _digest(document: Document) -> str:
    return hashlib.sha256(json.dumps(asdict(document), sort_keys=True, default=str).encode()).hexdigest()
