"""What a query finds under given rules: to show editors what a rule changes before they keep it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.asking.plan import QueryPlan
from search.asking.planner import QueryPlanner
from search.engines.base import SearchQuery
from search.indexing.documents import DocumentKey
from search.language import words
from search.models import IndexedDocument
from search.rules.current import Rules
from search.service import ranked, tidy

TOP = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A result as an editor sees it; moved says how many places it rose (negative: fell), None when it is new here."""

    key: DocumentKey
    title: str
    url: str
    moved: int | None = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """The first results of one query before and after a change of the rules."""

    query: str
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        return [hit.key for hit in self.before] == [hit.key for hit in self.after]


def planned(text: str, locale: str, rules: Rules) -> QueryPlan:
    """Return what a query means under these rules."""
    return QueryPlanner(words.current(locale), rules.synonyms).plan(tidy(text), locale)


def keys(text: str, locale: str, rules: Rules, limit: int) -> list[DocumentKey]:
    """Return the keys of the first results, best first."""
    places = ranked(planned(text, locale, rules), SearchQuery(locale), limit, rules).places
    return [place.key for place in places[:limit]]


def effects(queries: Iterable[str], locale: str, before: Rules, after: Rules) -> list[Effect]:
    """Return what changes for each query among its first five results."""
    return [_effect(query, locale, before, after) for query in queries]


def _effect(query: str, locale: str, before: Rules, after: Rules) -> Effect:
    old, new = (keys(query, locale, rules, TOP) for rules in (before, after))
    rows = IndexedDocument.objects.only("kind", "object_id", "locale", "title", "url").in_use({*old, *new})
    return Effect(query, _hits(old, old, rows), _hits(new, old, rows))


def _hits(
    new: Sequence[DocumentKey], old: Sequence[DocumentKey], rows: dict[DocumentKey, IndexedDocument]
) -> tuple[Hit, ...]:
    return tuple(
        Hit(key, rows[key].title, rows[key].url, old.index(key) - place if key in old else None)
        for place, key in enumerate(new)
        if key in rows
    )
