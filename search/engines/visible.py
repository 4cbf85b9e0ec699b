"""What anyone may see at a moment, whether or not an index was told that a page went, moved or was closed off.

Written out: putting it together by the ORM took longer than running it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from search.documents import DocumentKey
from search.models import IndexedDocument

Statement = tuple[str, list[Any]]

_PUBLIC = """
SELECT document.id FROM search_indexeddocument document
JOIN search_generation generation ON generation.id = document.generation_id AND generation.state = 'active'
LEFT JOIN wagtailcore_page page ON page.id = document.page_id
WHERE document.locale = %s
AND (document.visible_from IS NULL OR document.visible_from <= %s)
AND (document.visible_until IS NULL OR document.visible_until > %s)
AND (document.page_id IS NULL OR (
    page.live
    AND (page.go_live_at IS NULL OR page.go_live_at <= %s)
    AND (page.expire_at IS NULL OR page.expire_at > %s)
    AND NOT EXISTS (
        SELECT 1 FROM wagtailcore_pageviewrestriction restriction
        JOIN wagtailcore_page above ON above.id = restriction.page_id
        WHERE SUBSTR(page.path, 1, LENGTH(above.path)) = above.path
    )
))
"""


_HIDDEN = """
SELECT document.kind, document.object_id FROM search_indexeddocument document
JOIN search_generation generation ON generation.id = document.generation_id AND generation.state = 'active'
LEFT JOIN wagtailcore_page page ON page.id = document.page_id
WHERE document.locale = %s AND document.page_id IS NOT NULL AND (
    page.id IS NULL OR NOT page.live OR page.go_live_at > %s OR page.expire_at <= %s
    OR EXISTS (
        SELECT 1 FROM wagtailcore_pageviewrestriction restriction
        JOIN wagtailcore_page above ON above.id = restriction.page_id
        WHERE SUBSTR(page.path, 1, LENGTH(above.path)) = above.path
    )
)
"""


def public(locale: str) -> Statement:
    """Return a SELECT of the ids of the documents of the active generation that anyone may see now."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return _PUBLIC, [locale, now, now, now, now]


def public_among(keys: Iterable[DocumentKey]) -> set[DocumentKey]:
    """Return those of the keys that anyone may see now. A query to find them, and one for each locale among them."""
    found: set[DocumentKey] = set()
    by_locale: dict[str, dict[int, DocumentKey]] = {}
    for key, row in IndexedDocument.objects.only("kind", "object_id", "locale").in_use(keys).items():
        by_locale.setdefault(key.locale, {})[row.pk] = key
    for locale, rows in by_locale.items():
        sql, params = public(locale)
        places = ", ".join(["%s"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} AND document.id IN ({places})", [*params, *rows])
            found.update(rows[pk] for (pk,) in cursor.fetchall())
    return found


def hidden(locale: str) -> list[DocumentKey]:
    """Return the documents of the active generation whose page nobody may see now: normally none. One query."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_HIDDEN, [locale, now, now])
        return [DocumentKey(kind, pk, locale) for kind, pk in cursor.fetchall()]
