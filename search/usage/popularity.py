"""Popularity: what people open from the results lifts a document a little, and never above what answers better.

Each click counts for what it tells. One of two months ago tells a quarter of one of today; one on rank 9 three times as much as
one on rank 1, where people click because it stands there. Many clicks on one result of one query on one day may be one
eager person, so only a few of them count. Below a minimum nothing counts. The result is between 0 and 1; the re-rank makes at
most `scorer.POPULARITY_BONUS` of it.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ground.actor import Actor
from people.permissions import AnyUser
from records.service import write_audit
from search.models import ClickedResult, Popularity, Ruleset

DAYS = 90
HALF_LIFE = 30.0
"""Days after which a click counts half."""
MAX_CLICKS_PER_QUERY_A_DAY = 5
"""Clicks on one document from one query on one day that count."""
MAX_CLICKS_A_DAY = 25
"""The same from all queries together."""
MIN_CLICKS = 10
"""Clicks that count before a document is lifted at all."""
MIN_TOP_CLICKS = 200.0
"""Weighted clicks that give the whole lift, in a city where nothing is opened more; else those of what is opened most."""
MAX_RANK_WEIGHT = 3.0
RESET = "search.change_popularity"
"""The permission to begin anew."""

ObjectKey = tuple[str, str]


class Click(NamedTuple):
    """Clicks on a document from one query, at one rank, so many days ago."""

    key: ObjectKey
    query: str
    days_ago: int
    rank: int
    times: int


@dataclass(frozen=True, slots=True)
class Lift:
    """chosen: the clicks that count; clicks: the same weighted by age and rank; boost: 0 to 1, what the re-rank gets."""

    chosen: int = 0
    clicks: float = 0.0
    boost: float = 0.0


def lifts(clicks: Iterable[Click]) -> dict[ObjectKey, Lift]:
    """Return the lift of each document that was opened."""
    per_query: defaultdict[tuple[ObjectKey, int, str], list[Click]] = defaultdict(list)
    for click in clicks:
        if 0 <= click.days_ago < DAYS:
            per_query[click.key, click.days_ago, click.query].append(click)
    of_day: defaultdict[tuple[ObjectKey, int], int] = defaultdict(int)
    lift_of: defaultdict[ObjectKey, Lift] = defaultdict(Lift)
    for (key, days_ago, _query), group in sorted(per_query.items()):
        left = min(MAX_CLICKS_PER_QUERY_A_DAY, MAX_CLICKS_A_DAY - of_day[key, days_ago])
        for click in sorted(group, key=lambda click: click.rank):
            times = max(0, min(click.times, left))
            left -= times
            of_day[key, days_ago] += times
            known = lift_of[key]
            weight = times * 0.5 ** (days_ago / HALF_LIFE) * min(MAX_RANK_WEIGHT, math.sqrt(max(1, click.rank)))
            lift_of[key] = Lift(known.chosen + times, known.clicks + weight)
    top = max((lift.clicks for lift in lift_of.values()), default=0.0)
    return {key: replace(lift, boost=_boost_of(lift, max(top, MIN_TOP_CLICKS))) for key, lift in lift_of.items()}


def _boost_of(lift: Lift, top: float) -> float:
    """Return a root, so that what is opened a quarter as often as the most opened gets half of its lift."""
    return round(math.sqrt(lift.clicks / top), 3) if lift.chosen >= MIN_CLICKS else 0.0


@transaction.atomic
def compute(today: datetime.date | None = None) -> int:
    """Count the clicks of the last months anew and return how many documents are lifted. It works at the next query."""
    today = today or timezone.localdate()
    known = {(row.kind, row.object_id): row for row in Popularity.objects.all()}
    first = today - datetime.timedelta(days=DAYS - 1)
    clicked = ClickedResult.objects.filter(day__range=(first, today)).order_by()
    rows = clicked.values_list("kind", "object_id", "locale", "query", "day", "rank", "times").iterator()
    new = lifts(
        Click((kind, pk), f"{locale} {query}", (today - day).days, rank, times)
        for kind, pk, locale, query, day, rank, times in rows
        if not _is_forgotten(known.get((kind, pk)), day)
    )
    changed = {key for key in {*new, *known} if _boost(known, key) != new.get(key, Lift()).boost}
    for key in {*new, *known}:
        lift = new.get(key, Lift())
        values = {"chosen": lift.chosen, "clicks": lift.clicks, "boost": lift.boost}
        known[key] = Popularity(
            kind=key[0], object_id=key[1], counts_from=getattr(known.get(key), "counts_from", None), **values
        )
    Popularity.objects.bulk_create(
        known.values(),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["chosen", "clicks", "boost"],
    )
    Popularity.objects.filter(chosen=0, counts_from__isnull=True).delete()
    Popularity.objects.filter(chosen=0, counts_from__lt=first).delete()
    if changed:
        Ruleset.advance()
    return sum(lift.boost > 0 for lift in new.values())


@transaction.atomic
def reset(actor: Actor, user: AnyUser, rows: Iterable[Popularity], today: datetime.date | None = None) -> int:
    """Begin anew for these documents: only clicks from tomorrow on count. Return how many; it works at the next query.

    Raises PermissionDenied for who may not.
    """
    if not user.has_perm(RESET):
        raise PermissionDenied
    tomorrow = (today or timezone.localdate()) + datetime.timedelta(days=1)
    ids = [row.pk for row in rows]
    changed = Popularity.objects.filter(pk__in=ids).update(chosen=0, clicks=0, boost=0, counts_from=tomorrow)
    write_audit(actor, "search.popularity_reset", "popularity", "", documents=changed)
    Ruleset.advance()
    return changed


def _is_forgotten(row: Popularity | None, day: datetime.date) -> bool:
    return row is not None and row.counts_from is not None and day < row.counts_from


def _boost(known: dict[ObjectKey, Popularity], key: ObjectKey) -> float:
    return known[key].boost if key in known else 0.0
