"""What anyone may see at a moment, whether or not an index was told that a page went, moved or was closed off.

Written out, but for what is public (ground.public): putting it together by the ORM took longer than running it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from ground.public import public_page_sql
from search.indexing.documents import DocumentKey

Statement = tuple[str, list[Any]]

_PAGE = "LEFT JOIN wagtailcore_page ON wagtailcore_page.id = document.page_id"
_PUBLIC = """document.generation_id = (SELECT id FROM search_generation WHERE state = 'active')
AND document.locale = %s
AND (document.visible_from IS NULL OR document.visible_from <= %s)
AND (document.visible_until IS NULL OR document.visible_until > %s)
AND (document.page_id IS NULL OR {page})"""
_HIDDEN = f"""
SELECT document.kind, document.object_id FROM search_indexeddocument document
JOIN search_generation generation ON generation.id = document.generation_id AND generation.state = 'active'
{_PAGE}
WHERE document.locale = %s AND document.page_id IS NOT NULL AND (wagtailcore_page.id IS NULL OR NOT {{page}})
"""


def documents() -> str:
    """Return what to select `document` from, with the page that it tells about."""
    # SQLite would take the whole row by its number: far more of the file than what is asked.
    by = " INDEXED BY search_document_seen" if connection.vendor == "sqlite" else ""
    return f"search_indexeddocument document{by} {_PAGE}"


def public(locale: str) -> Statement:
    """Return the condition on `documents()` that anyone may see one now: of the active generation, in this locale."""
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
            f"SELECT document.kind, document.object_id FROM search_indexeddocument document {_PAGE}"
            f" WHERE {sql} AND {named}",
            [*params, *kinds, *ids],
        )
        return wanted.intersection(DocumentKey(kind, pk, locale) for kind, pk in cursor.fetchall())


def hidden(locale: str) -> list[DocumentKey]:
    """Return the documents of the active generation whose page nobody may see now: normally none. One query."""
    page, params = public_page_sql()
    with connection.cursor() as cursor:
        cursor.execute(_HIDDEN.format(page=page), [locale, *params])
        return [DocumentKey(kind, pk, locale) for kind, pk in cursor.fetchall()]
