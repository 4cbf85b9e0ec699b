"""The vocabulary in the database: counted while indexing, and kept in memory per process until the index changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from search.language.vocabulary import Entry, Vocabulary
from search.models import Generation, IndexedDocument, IndexedWord, state
from search.models.state import State

ROWS_A_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class WordChange:
    """How many documents, and how many titles, a word gained or lost."""

    entry: Entry
    documents: int
    titles: int


def count(generation: Generation, locale: str, changes: Iterable[WordChange]) -> None:
    """Add to the counts of words. One statement for 500 words; in alphabetical order, so that writers never cross."""
    rows = [
        (
            generation.pk,
            locale,
            change.entry.word,
            change.entry.surface[:60],
            change.entry.stem[:40],
            change.documents,
            change.titles,
        )
        for change in sorted(changes, key=lambda change: change.entry.word)
        if change.documents or change.titles
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            batch = rows[start : start + ROWS_A_STATEMENT]
            places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(batch))
            cursor.execute(
                # Only placeholders are put in; both databases know this statement.
                "INSERT INTO search_indexedword (generation_id, locale, word, surface, stem, documents, titles, change)"  # noqa: S608  # a statement of our own; what people typed travels as a parameter
                f" VALUES {places} ON CONFLICT (generation_id, locale, word) DO UPDATE SET"
                " documents = search_indexedword.documents + excluded.documents,"
                " titles = search_indexedword.titles + excluded.titles, change = excluded.change",
                [value for row in batch for value in (*row, generation.change)],
            )


@dataclass(frozen=True, slots=True)
class _Cached:
    state: State
    vocabulary: Vocabulary


_cache: dict[str, _Cached] = {}


def current(locale: str, now: State | None = None) -> Vocabulary:
    """Return the vocabulary of the active generation as it is now. No query when nothing changed, else four.

    now: the state, where it was read already; else that is a query.
    Inside a transaction nothing is remembered: it may be rolled back, and the memory would then hold what never was.
    """
    now = now or state.now()
    if now.generation is None:
        return Vocabulary([], 0)
    known = _cache.get(locale)
    is_same = known is not None and known.state[1:3] == now[1:3]
    if known and is_same and known.state.stamp == now.stamp:
        return known.vocabulary
    total = IndexedDocument.objects.filter(generation=now.generation, locale=locale).count()
    if known and is_same and known.state.change < now.change:
        vocabulary = known.vocabulary.with_changes(_entries(now.generation, locale, known.state.change), total)
    else:
        vocabulary = Vocabulary(_entries(now.generation, locale, None), total)
    if not Generation.objects.filter(pk=now.generation).exists():
        return current(locale)  # a rebuild swapped and removed it, perhaps before all of it was read
    if not transaction.get_connection().in_atomic_block:
        _cache[locale] = _Cached(now, vocabulary)
    return vocabulary


def _entries(generation: int, locale: str, after: int | None) -> list[Entry]:
    rows = IndexedWord.objects.filter(generation=generation, locale=locale)
    rows = rows.filter(documents__gt=0) if after is None else rows.filter(change__gt=after)
    return [Entry(*row) for row in rows.values_list("word", "surface", "stem", "documents", "titles")]


def differences(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return for each word what changed: (documents, titles), from one state of a document's words to the next."""
    changed = {}
    for word in before.keys() | after.keys():
        documents = (word in after) - (word in before)
        titles = after.get(word, 0) - before.get(word, 0)
        if documents or titles:
            changed[word] = (documents, titles)
    return changed
