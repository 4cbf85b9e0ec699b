"""The rules in use: synonyms, promotions and popularity. Kept in memory per process until a rule changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from search.indexing.documents import DocumentKey
from search.language.analysis import Analyzer
from search.language.synonyms import SynonymTable, built_in
from search.models import Popularity, Promotion, Synonym, state
from search.models.state import State


@dataclass(frozen=True, slots=True)
class Promoted:
    """One result that an editor put first (with its place, from 1) or left out, while its dates last.

    rule: the number of the promotion that says so; None for one that is not kept yet.
    """

    key: DocumentKey
    is_hidden: bool
    position: int = 1
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    rule: int | None = None

    def holds(self, now: datetime) -> bool:
        """Say whether it counts at this moment."""
        return (self.starts_at is None or self.starts_at <= now) and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one locale. promotions: by the key of a query (`query_key`); boosts: 0 to 1 by document."""

    synonyms: SynonymTable = field(default_factory=SynonymTable)
    promotions: Mapping[str, tuple[Promoted, ...]] = field(default_factory=dict)
    boosts: Mapping[DocumentKey, float] = field(default_factory=dict)

    def promoted(self, text: str, locale: str, now: datetime | None = None) -> tuple[Promoted, ...]:
        """Return what editors said about this query, by position."""
        if not self.promotions:
            return ()
        promotions = self.promotions.get(query_key(text, Analyzer(locale)), ())
        return tuple(promotion for promotion in promotions if promotion.holds(now or timezone.now()))

    def next_date(self, now: datetime | None = None) -> datetime | None:
        """Return the next moment at which an editor's word begins or ends to count; None when there is none."""
        moment = now or timezone.now()
        promotions = (promotion for group in self.promotions.values() for promotion in group)
        dates = (date for promotion in promotions for date in (promotion.starts_at, promotion.ends_at))
        return min((date for date in dates if date and date > moment), default=None)


def query_key(text: str, analyzer: Analyzer) -> str:
    """Return what queries share that ask the same: stems of the telling words, in any order."""
    words = [word.folded for word in analyzer.words(text) if not word.joined]
    telling = [word for word in words if not analyzer.is_stop_word(word)] or words
    return " ".join(sorted({analyzer.stem(word) for word in telling}))


_cache: dict[str, tuple[str | None, Rules]] = {}


def current(locale: str, now: State | None = None) -> Rules:
    """Return the rules as they are now. No query when nothing changed, else three.

    now: the state, where it was read already; else that is a query.
    Inside a transaction nothing is remembered: it may be rolled back, and the memory would then hold what never was.
    """
    stamp = (now or state.now()).rules
    known = _cache.get(locale)
    if known and known[0] == stamp:
        return known[1]
    rules = _read(locale)
    if not transaction.get_connection().in_atomic_block:
        _cache[locale] = (stamp, rules)
    return rules


def synonym_lines(synonyms: Iterable[Synonym]) -> list[tuple[str, tuple[str, ...]]]:
    """Return editors' synonyms as (phrase, meanings) lines."""
    lines = []
    for synonym in synonyms:
        lines.append((synonym.phrase, synonym.lines))
        if synonym.both_ways:
            lines += [(word, (synonym.phrase,)) for word in synonym.lines]
    return lines


def assembled(locale: str, synonyms: Iterable[Synonym], promotions: Iterable[Promotion]) -> Rules:
    """Return the rules that these synonyms and promotions make, with the popularity as it is. One query."""
    analyzer = Analyzer(locale)
    popular = Popularity.objects.filter(boost__gt=0).values_list("kind", "object_id", "boost")
    return Rules(
        built_in(locale).with_lines(synonym_lines(synonyms), analyzer),
        _by_query(promotions, locale, analyzer),
        {DocumentKey(kind, pk, locale): boost for kind, pk, boost in popular},
    )


def _read(locale: str) -> Rules:
    synonyms = Synonym.objects.filter(locale=locale, is_active=True)
    return assembled(locale, synonyms, Promotion.objects.filter(locale=locale))


def _by_query(promotions: Iterable[Promotion], locale: str, analyzer: Analyzer) -> dict[str, tuple[Promoted, ...]]:
    by_query: dict[str, tuple[Promoted, ...]] = {}
    for promotion in promotions:
        promoted = Promoted(
            DocumentKey(promotion.kind, promotion.object_id, locale),
            promotion.action == Promotion.Action.HIDE,
            promotion.position,
            promotion.starts_at,
            promotion.ends_at,
            promotion.pk,
        )
        for line in promotion.lines:
            key = query_key(line, analyzer)
            by_query[key] = (*by_query.get(key, ()), promoted)
    return {key: tuple(sorted(group, key=lambda promoted: promoted.position)) for key, group in by_query.items()}
