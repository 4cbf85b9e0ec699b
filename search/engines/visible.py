"""What anyone may see at a moment, whether or not an index was told that a page went, moved or was closed off.

Written out, but for what is public (ground.public): putting it together by the ORM took longer than running it.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Min
from django.utils import timezone

from ground.public import public_page_sql
from ground.snapshot import kept
from search.engines.base import FacetBucket
from search.engines.bits import bits_of
from search.engines.codes import pairs_of
from search.engines.postings import Index
from search.indexing.documents import DocumentKey
from search.models import IndexedDocument
from search.models.state import State

Statement = tuple[str, list[Any]]

_PAGE = "LEFT JOIN wagtailcore_page ON wagtailcore_page.id = document.page_id"
DOCUMENTS = f"search_indexeddocument document {_PAGE}"
"""What to select `document` from, with the page that it tells about."""
_PUBLIC = """document.generation_id = (SELECT id FROM search_generation WHERE state = 'active')
AND document.locale = %s
AND (document.visible_from IS NULL OR document.visible_from <= %s)
AND (document.visible_until IS NULL OR document.visible_until > %s)
AND (document.page_id IS NULL OR {page})"""
_ALL = """
SELECT document.id, document.codes, document.visible_from, document.visible_until
FROM search_indexeddocument document{by} {joined}
WHERE document.generation_id = %s AND document.locale = %s AND (document.page_id IS NULL OR {page})
"""
_HIDDEN = f"""
SELECT document.kind, document.object_id FROM search_indexeddocument document
JOIN search_generation generation ON generation.id = document.generation_id AND generation.state = 'active'
{_PAGE}
WHERE document.locale = %s AND document.page_id IS NOT NULL AND (wagtailcore_page.id IS NULL OR NOT {{page}})
"""


class PublicDocuments(NamedTuple):
    """The documents of a state of the index that anyone may see while the public pages are what they are, as bits.

    dated: those that come and go by dates of their own, each with these; codes: those that have a code, by (facet, code).
    """

    bits: int
    dated: tuple[tuple[datetime | None, datetime | None, int], ...]
    codes: Mapping[tuple[str, str], int]

    def now(self) -> int:
        """Return the documents that anyone may see at this moment."""
        now = timezone.now()
        bits = self.bits
        for visible_from, visible_until, document in self.dated:
            if (visible_from is None or visible_from <= now) and (visible_until is None or visible_until > now):
                bits |= document
        return bits

    def narrowed(self, bits: int, chosen: Iterable[tuple[str, str]]) -> int:
        """Return those of these documents that have all of these codes."""
        return reduce(and_, (self.codes.get(pair, 0) for pair in chosen), bits)

    def buckets(self, facet: str, bits: int) -> list[FacetBucket]:
        """Return the codes of a facet that these documents have, largest first."""
        counts = ((code, (bits & having).bit_count()) for (name, code), having in self.codes.items() if name == facet)
        return [FacetBucket(*pair) for pair in sorted(counts, key=lambda pair: (-pair[1], pair[0])) if pair[1]]


def read_public_documents(locale: str, index: Index) -> PublicDocuments:
    """Return who may be seen of a locale. One query, of all documents."""
    page, params = public_page_sql()
    # SQLite would read the whole rows: far more of the file than what is asked.
    by = " INDEXED BY search_document_seen" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(_ALL.format(by=by, joined=_PAGE, page=page), [index.generation, locale, *params])
        rows = cursor.fetchall()
    by_codes: dict[str, list[int]] = {}
    for number, codes, *_dates in rows:
        by_codes.setdefault(codes, []).append(number)
    by_code: dict[tuple[str, str], int] = {}
    for lines, numbers in by_codes.items():
        same = bits_of(numbers, index.first)
        for pair in pairs_of(lines):
            by_code[pair] = by_code.get(pair, 0) | same
    always = bits_of((number for number, _codes, *dates in rows if not any(dates)), index.first)
    dated = (
        (_aware(visible_from), _aware(visible_until), bits_of([number], index.first))
        for number, _codes, visible_from, visible_until in rows
        if visible_from or visible_until
    )
    return PublicDocuments(always, tuple(dated), by_code)


def _aware(moment: datetime | None) -> datetime | None:
    """Return a moment as the database gives it, in UTC where it gives no zone (SQLite)."""
    return moment.replace(tzinfo=UTC) if moment and timezone.is_naive(moment) else moment


public_documents = kept(read_public_documents)
"""The same, for one generation of what is public: no query while nothing changed."""


@kept
def next_date(now: State) -> datetime | None:
    """Return when the next document of a state of the index comes or goes by a date of its own, if any. Two queries."""
    documents = IndexedDocument.objects.filter(generation=now.generation)
    moments = [
        documents.filter(**{f"{name}__gt": timezone.now()}).aggregate(first=Min(name))["first"]
        for name in ("visible_from", "visible_until")
    ]
    return min((moment for moment in moments if moment), default=None)


def public(locale: str) -> Statement:
    """Return the condition on DOCUMENTS that anyone may see one now: of the active generation, in this locale."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    page, params = public_page_sql()
    return _PUBLIC.format(page=page), [locale, now, now, *params]


def public_among(keys: Iterable[DocumentKey]) -> set[DocumentKey]:
    """Return those of the keys that anyone may see now. A query for each locale among them.

    By their keys and not by the numbers of their rows: a rebuild that swaps between two queries gives them others.
    """
    by_locale: dict[str, set[DocumentKey]] = {}
    for key in keys:
        by_locale.setdefault(key.locale, set()).add(key)
    return {key for locale, wanted in by_locale.items() for key in _public_of(locale, wanted)}


def _public_of(locale: str, wanted: set[DocumentKey]) -> set[DocumentKey]:
    sql, params = public(locale)
    kinds, ids = sorted({key.kind for key in wanted}), sorted({key.id for key in wanted})
    named = " AND ".join(
        f"document.{column} IN ({', '.join(['%s'] * len(values))})"
        for column, values in (("kind", kinds), ("object_id", ids))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            # Only placeholders are put in.
            f"SELECT document.kind, document.object_id FROM {DOCUMENTS} WHERE {sql} AND {named}",
            [*params, *kinds, *ids],
        )
        return wanted.intersection(DocumentKey(kind, pk, locale) for kind, pk in cursor.fetchall())


def hidden(locale: str) -> list[DocumentKey]:
    """Return the documents of the active generation whose page nobody may see now: normally none. One query."""
    page, params = public_page_sql()
    with connection.cursor() as cursor:
        cursor.execute(_HIDDEN.format(page=page), [locale, *params])
        return [DocumentKey(kind, pk, locale) for kind, pk in cursor.fetchall()]
