"""What a results page carries so that a click or an answer on it can be counted: signed, for a day, and nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.utils import timezone

SALT = "search.usage"
LASTS = timedelta(days=1)
"""A page that stays open overnight still counts."""


@dataclass(frozen=True, slots=True)
class Served:
    """A page of results that we made: the query as it is kept, and the documents in the order in which they stood."""

    day: date
    locale: str
    query: str
    first: int
    keys: tuple[str, ...]

    def rank(self, key: str) -> int | None:
        """Return the rank of a document ("product:12"), 1 for the first of all pages; None when it was not there."""
        return self.first + self.keys.index(key) if key in self.keys else None


def sign(served: Served) -> str:
    """Return the token of a page."""
    values = [served.day.isoformat(), served.locale, served.query, served.first, list(served.keys)]
    return signing.dumps(values, salt=SALT, compress=True)


def read(token: str) -> Served | None:
    """Return the page that a token was made for; None when we did not make it, or too long ago."""
    try:
        day, locale, query, first, keys = signing.loads(token[:4000], salt=SALT)
    except signing.BadSignature:
        return None
    served = Served(date.fromisoformat(day), locale, query, first, tuple(keys))
    return served if timezone.localdate() - served.day <= LASTS else None


def keys_of(results: Sequence[object]) -> tuple[str, ...]:
    """Return the keys of results, as the page's links carry them."""
    return tuple(f"{getattr(result, 'kind', '')}:{getattr(result, 'id', '')}" for result in results)
