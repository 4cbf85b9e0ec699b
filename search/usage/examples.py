"""Example queries for the front page: what people really ask for and then open, and nothing that may be about a person.

A query is counted only when it does not look personal (keeping.py). To stand on the front page more is asked of it: each of its
words stands in the catalogue too, so that no name of a citizen can; many opened the same result by it, on more than one day, so
that no one person can put it there; search answered it surely; and no editor ignored it in the insights.
"""

from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Least

from ground.period import Period
from ground.snapshot import kept
from search.asking.certainty import SURE
from search.language.analysis import Analyzer
from search.language.languages import DUTCH
from search.models import AskedQuery, ClickedResult, Generation, IgnoredQuery, IndexedWord
from search.usage.popularity import MAX_CLICKS_PER_QUERY_A_DAY, MIN_CLICKS

DAYS = 28
MAX_CANDIDATES = 40
MAX_LENGTH = 28
"""Letters: two of them stand beside each other on a phone, or below each other without breaking."""


@kept
def example_queries(limit: int = 2) -> tuple[str, ...]:
    """Return the queries by which most results were opened, each for another result; those of several words go before.

    Empty where too little was asked. Three queries a generation at most. A click is seen five minutes later at most.
    """
    period = Period.last(DAYS)
    clicked = (
        ClickedResult.objects.filter(locale=DUTCH, day__range=period.days)
        .order_by()
        .values("query", "kind", "object_id")
        .annotate(counted=Sum(Least("times", MAX_CLICKS_PER_QUERY_A_DAY)))
        .filter(counted__gte=MIN_CLICKS)
        .order_by("-counted", "query")
    )
    rows = [row for row in clicked[:MAX_CANDIDATES] if len(row["query"]) <= MAX_LENGTH]
    safe = _all_known(_answered({row["query"] for row in rows}, period)) if rows else set()
    chosen: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda row: " " not in row["query"]):
        if row["query"] in safe and row["query"] not in chosen.values():
            chosen.setdefault((row["kind"], row["object_id"]), row["query"])
    return tuple(chosen.values())[:limit]


def _answered(queries: set[str], period: Period) -> set[str]:
    """Return those that search answered surely the last time, and that no editor ignores. One query."""
    ignored = IgnoredQuery.objects.filter(query=OuterRef("query"), locale=OuterRef("locale"))
    asked = AskedQuery.objects.filter(~Exists(ignored), locale=DUTCH, query__in=queries, day__range=period.days)
    last = {row.query: row for row in asked.filter(times__gt=0).order_by("day")}
    return {query for query, row in last.items() if row.results and row.certainty >= SURE}


def _all_known(queries: set[str]) -> set[str]:
    """Return those of which each word stands in the catalogue, or is one that tells nothing ("ik", "mijn"). One query."""
    analyzer = Analyzer(DUTCH)
    words = {
        query: {word.folded for word in analyzer.words(query) if not analyzer.is_stop_word(word.folded)}
        for query in queries
    }
    rows = IndexedWord.objects.filter(
        generation__state=Generation.State.ACTIVE,
        locale=DUTCH,
        documents__gt=0,
        word__in=set().union(*words.values()),
    )
    known = set(rows.values_list("word", flat=True))
    return {query for query, telling in words.items() if telling and telling <= known}
