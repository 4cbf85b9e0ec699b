"""The door of search: results, suggestions, and keeping the index."""

from collections.abc import Mapping
from dataclasses import dataclass

from products.codelists import code_list
from search import indexing, rules, words
from search.analysis import Analyzer
from search.engines.base import FACETS, FacetBucket, SearchQuery
from search.engines.current import engine
from search.highlighter import Highlighter, Segment
from search.models import IndexedDocument
from search.plan import Mode, QueryPlan
from search.planner import QueryPlanner
from search.promoting import promote
from search.reranker import Ranked, rerank
from search.rules import Rules
from search.sources import sources

__all__ = [
    "FacetChoice",
    "SearchResult",
    "SearchResults",
    "Suggestion",
    "plan",
    "ranked",
    "rebuild",
    "search",
    "suggest",
]

LONGEST_QUERY = 200
PAGE_SIZE = 10
MOST_PAGES = 20
WINDOW = 50
"""Candidates that are put in order together; later windows come after, so that turning pages never shuffles them."""
CODE_LISTS = {"theme": "themes", "audience": "audiences"}

rebuild = indexing.rebuild


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One result: plain texts for machines, segments with the matching words for people."""

    kind: str
    id: str
    label: str
    title: str
    url: str
    summary: str
    title_segments: tuple[Segment, ...]
    snippet: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A way to narrow the results, and how many would be left."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of results. count is of all pages; pages is 0 when nothing was found."""

    query: str
    count: int
    page: int
    pages: int
    results: tuple[SearchResult, ...]
    facets: Mapping[str, list[FacetChoice]]
    corrections: Mapping[str, str]
    corrected_query: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A result to go to while typing."""

    text: str
    url: str
    category: str


def plan(text: str, locale: str = "nl", mode: Mode = "search") -> QueryPlan:
    """Return what a query means with the catalogue and the rules as they are now. Two queries when nothing changed since."""
    planner = QueryPlanner(words.current(locale), rules.current(locale).synonyms)
    return planner.plan(tidy(text), locale, mode)


def search(
    text: str, *, kind: str = "", theme: str = "", audience: str = "", page: int = 1, locale: str = "nl"
) -> SearchResults:
    """Return one page of what answers the text, best first; a page past the end is the last one.

    An empty text finds nothing. Nine queries: the index's and the rules' state, candidates
    and their rows, three facets, the page's texts.
    """
    planned = plan(text, locale)
    chosen = tuple((name, code[:60]) for name, code in zip(FACETS, (kind, theme, audience), strict=True) if code)
    query = SearchQuery(locale, chosen)
    page = min(max(page, 1), MOST_PAGES)
    total, places = ranked(planned, query, page * PAGE_SIZE)
    pages = min(MOST_PAGES, -(-total // PAGE_SIZE))
    page = max(1, min(page, pages))
    shown = places[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return SearchResults(
        query=planned.text,
        count=total,
        page=page,
        pages=pages,
        results=_results(planned, shown),
        facets=_choices(engine().facets(planned, query), dict(chosen)),
        corrections={correction.said: correction.meant for correction in planned.corrections},
        corrected_query=planned.corrected_text if planned.corrected_text != planned.text else "",
        confidence=planned.confidence,
    )


def suggest(prefix: str, *, locale: str = "nl", limit: int = 8) -> list[Suggestion]:
    """Return what someone who types this may be looking for, best first; nothing for less than two letters."""
    if len(prefix.strip()) < 2:
        return []
    planned = plan(prefix, locale, "suggest")
    _total, places = ranked(planned, SearchQuery(locale), limit)
    return [Suggestion(one.title, one.url, one.label) for one in _results(planned, places[:limit])]


def tidy(text: str) -> str:
    """Return a query as it is kept: one line of at most 200 letters, without control characters."""
    visible = "".join(letter if letter.isprintable() else " " for letter in text[: LONGEST_QUERY * 5])
    return " ".join(visible.split())[:LONGEST_QUERY].rstrip()


def ranked(planned: QueryPlan, query: SearchQuery, needed: int, under: Rules | None = None) -> tuple[int, list[Ranked]]:
    """Return how many documents answer the plan, and at least the first `needed` of them in order. Three queries.

    under: other rules than those in use, to try them out.
    """
    found = engine().candidates(planned, query, WINDOW * -(-needed // WINDOW))
    rule = under or rules.current(planned.locale)
    windows = (found.candidates[start : start + WINDOW] for start in range(0, len(found.candidates), WINDOW))
    places = [one for window in windows for one in rerank(planned, window, rule.boosts)]
    return promote(found.total, places, () if query.facets else rule.promoted(planned.text, planned.locale))


def _results(planned: QueryPlan, places: list[Ranked]) -> tuple[SearchResult, ...]:
    rows = IndexedDocument.objects.defer("words", "weights", "stems").in_use(one.key for one in places)
    marker = Highlighter(planned, Analyzer(planned.locale))
    return tuple(_result(rows[one.key], marker) for one in places if one.key in rows)


def _result(row: IndexedDocument, marker: Highlighter) -> SearchResult:
    source = sources.get(row.kind)
    return SearchResult(
        kind=row.kind,
        id=row.object_id,
        label=str(source.label) if source else "",
        title=row.title,
        url=row.url,
        summary=row.summary.partition("\n")[0],
        title_segments=marker.mark(row.title),
        snippet=marker.snippet(row.summary, row.body),
    )


def _choices(buckets: Mapping[str, list[FacetBucket]], chosen: Mapping[str, str]) -> dict[str, list[FacetChoice]]:
    """Return the choices of each facet; the chosen one is there even when it leaves nothing."""
    choices = {}
    for name in FACETS:
        labels = _labels(name)
        counts = {bucket.code: bucket.count for bucket in buckets.get(name, ())}
        if (code := chosen.get(name, "")) in labels:
            counts.setdefault(code, 0)
        choices[name] = [
            FacetChoice(code, labels.get(code, code), count, chosen.get(name) == code) for code, count in counts.items()
        ]
    return choices


def _labels(facet: str) -> dict[str, str]:
    if facet == "kind":
        return {kind: str(source.label) for kind, source in sources.items()}
    return {code.code: code.label for code in code_list(CODE_LISTS[facet]).values()}
