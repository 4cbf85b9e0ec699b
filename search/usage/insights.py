"""What editors learn from use: lists of queries over a period, each an aggregated QuerySet of dictionaries.

Every row has `query`, `locale` and `asked` (times in the period).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from ground.period import Period
from search.models import AskedQuery, ClickedResult, Generation, IgnoredQuery, IndexedDocument, Refinement
from search.service import SURE

DEEP_RANK = 3
MIN_UNSATISFIED = 2
"""Answers "nee" that say something: one of them may be anything."""
GUESSED = Q(sure__lt=SURE)
"""What stood under "Misschien bedoelt u", or found nothing."""
Rows = QuerySet[Any, Any]
LocalQuery = tuple[str, str]
"""A query and its locale."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What people opened most from a query: depth is the mean place at which it stood. title is empty once it is gone."""

    kind: str
    object_id: str
    title: str
    depth: float
    times: int


def asked(period: Period) -> Rows:
    """Return all queries but the ignored ones: `hits` and `sure` are those of the last time, `yes` and `no` the answers.

    opened: the clicks; sure: the certainty of the first result, from 0 to 1.
    """
    same = {"query": OuterRef("query"), "locale": OuterRef("locale")}
    last = AskedQuery.objects.filter(**same, day__range=period.days, times__gt=0).order_by("-day")
    clicks = ClickedResult.objects.filter(**same, day__range=period.days).order_by().values("query")
    return (
        AskedQuery.objects.filter(day__range=period.days)
        .order_by()
        .values("query", "locale")
        .annotate(
            asked=Sum("times"),
            yes=Sum("satisfied"),
            no=Sum("unsatisfied"),
            hits=Coalesce(Subquery(last.values("results")[:1]), 0),
            sure=Subquery(last.values("certainty")[:1]),
            last_day=Subquery(last.values("day")[:1]),
            opened=Coalesce(Subquery(clicks.annotate(all=Sum("times")).values("all")), 0),
            depth=Subquery(
                clicks.annotate(
                    mean=Sum(F("times") * F("rank"), output_field=FloatField())
                    / Sum("times", output_field=FloatField())
                ).values("mean")
            ),
        )
        .filter(~Exists(IgnoredQuery.objects.filter(**same)))
    )


def top(period: Period) -> Rows:
    """Return what is asked most."""
    return asked(period).order_by("-asked", "query")


def without_result(period: Period) -> Rows:
    """Return what found nothing the last time, the most asked first."""
    return asked(period).filter(hits=0, asked__gt=0).order_by("-asked", "query")


def unsure(period: Period) -> Rows:
    """Return what was only guessed at, or what people said did not help, the most asked first."""
    unhelpful = Q(no__gte=MIN_UNSATISFIED, no__gt=F("yes"))
    return asked(period).filter(GUESSED | unhelpful, hits__gt=0).order_by("-asked", "query")


def deep(period: Period) -> Rows:
    """Return queries whose opened results stand below the third place on average."""
    return asked(period).filter(depth__gt=DEEP_RANK).order_by("-opened", "query")


def refined(period: Period) -> Rows:
    """Return queries after which people asked something else: `again` says how often."""
    again = (
        Refinement.objects.filter(query=OuterRef("query"), locale=OuterRef("locale"), day__range=period.days)
        .order_by()
        .values("query")
        .annotate(all=Sum("times"))
        .values("all")
    )
    rows: Rows = asked(period).annotate(again=Subquery(again)).filter(again__gt=0).order_by("-again", "query")
    return rows


def ignored(period: Period) -> Rows:
    """Return what editors do not want to see in the other lists, also what nobody asked in the period."""
    same = {"query": OuterRef("query"), "locale": OuterRef("locale")}
    those = AskedQuery.objects.filter(**same, day__range=period.days)
    times = those.order_by().values("query").annotate(all=Sum("times")).values("all")
    rows: Rows = IgnoredQuery.objects.values("query", "locale").annotate(
        asked=Coalesce(Subquery(times), 0),
        hits=Coalesce(Subquery(those.filter(times__gt=0).order_by("-day").values("results")[:1]), 0),
    )
    return rows.order_by("-asked", "query")


def most_opened(queries: Iterable[LocalQuery], period: Period) -> dict[LocalQuery, Opened]:
    """Return for each query what was opened most. Two queries."""
    rows = (
        ClickedResult.objects.filter(query__in={query for query, _locale in queries}, day__range=period.days)
        .order_by()
        .values("query", "locale", "kind", "object_id")
        .annotate(all=Sum("times"), depth=Sum(F("times") * F("rank")))
        .order_by("all", "-object_id")
    )
    best = {(row["query"], row["locale"]): row for row in rows}
    names = titles((row["kind"], row["object_id"]) for row in best.values())
    return {
        query: Opened(
            row["kind"],
            row["object_id"],
            names.get((row["kind"], row["object_id"]), ""),
            row["depth"] / row["all"],
            row["all"],
        )
        for query, row in best.items()
    }


def asked_next(queries: Iterable[LocalQuery], period: Period) -> dict[LocalQuery, list[tuple[str, int]]]:
    """Return for each query what was asked right after it, the most frequent first, at most three. One query."""
    rows = (
        Refinement.objects.filter(query__in={query for query, _locale in queries}, day__range=period.days)
        .order_by()
        .values("query", "locale", "then")
        .annotate(all=Sum("times"))
        .order_by("-all", "then")
    )
    following: dict[LocalQuery, list[tuple[str, int]]] = {}
    for row in rows:
        if len(next_queries := following.setdefault((row["query"], row["locale"]), [])) < 3:
            next_queries.append((row["then"], row["all"]))
    return following


def titles(documents: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the titles of documents (kind, id) that are in the index. One query."""
    wanted = set(documents)
    rows = IndexedDocument.objects.filter(
        generation__state=Generation.State.ACTIVE,
        kind__in={kind for kind, _id in wanted},
        object_id__in={pk for _kind, pk in wanted},
    ).values_list("kind", "object_id", "title")
    return {(kind, pk): title for kind, pk, title in rows if (kind, pk) in wanted}


def found_with(kind: str, object_id: str, period: Period) -> Rows:
    """Return the queries by which a document was opened: `opened` times, at mean rank `depth`; the most frequent first."""
    return (
        ClickedResult.objects.filter(kind=kind, object_id=object_id, day__range=period.days)
        .order_by()
        .values("query")
        .annotate(
            opened=Sum("times"),
            depth=Sum(F("times") * F("rank"), output_field=FloatField()) / Sum("times", output_field=FloatField()),
        )
        .order_by("-opened", "query")
    )


def failed_this_week(limit: int) -> list[dict[str, Any]]:
    """Return the most frequent queries of the last seven days that found nothing, or only guesses. One query."""
    failed = asked(Period.last(7)).filter(GUESSED, asked__gt=0).order_by("-asked", "query")
    return list(failed.values("query", "locale", "asked", "hits")[:limit])
