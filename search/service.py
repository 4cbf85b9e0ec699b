"""The door of search: results, suggestions, and keeping the index."""

from search.asking import ranking
from search.asking.certainty import SURE, certainty, is_sure
from search.asking.plan import Mode, QueryPlan
from search.asking.ranking import ranked
from search.asking.results import FacetChoice, SearchResult, SearchResults, choices_of, results_of
from search.asking.suggesting import Suggestion, suggestions
from search.engines.base import FACETS, SearchQuery
from search.indexing import following
from search.indexing.documents import Document
from search.indexing.sources import PageSource, lines, sources, words_of
from search.language.languages import DUTCH, language_of
from search.usage.examples import example_queries

__all__ = [
    "SURE",
    "Document",
    "FacetChoice",
    "PageSource",
    "SearchResult",
    "SearchResults",
    "Suggestion",
    "catch_up",
    "example_queries",
    "lines",
    "plan",
    "ranked",
    "rebuild",
    "search",
    "sources",
    "suggest",
    "tidy",
    "words_of",
]

MAX_QUERY_LENGTH = 200
MAX_CODE_LENGTH = 60
PAGE_SIZE = 10
MAX_PAGES = 20

rebuild = following.rebuild
catch_up = following.catch_up


def plan(text: str, locale: str = DUTCH, mode: Mode = "search") -> QueryPlan:
    """Return what a query means with the catalogue and the rules as they are now. A query when nothing changed since."""
    return ranking.plan(tidy(text), locale, mode)


def search(
    text: str, *, kind: str = "", theme: str = "", audience: str = "", page: int = 1, locale: str = DUTCH
) -> SearchResults:
    """Return one page of what answers the text, best first; a page past the end is the last one.

    An empty text finds nothing. Five queries in Dutch: the state of index and rules, two for what is found, the
    page's texts and the forms of its products. One or two more where a model reads meaning (search/meaning/).
    """
    locale = language_of(locale)
    codes = zip(FACETS, (tidy(code)[:MAX_CODE_LENGTH] for code in (kind, theme, audience)), strict=True)
    chosen = {name: code for name, code in codes if code}
    query = SearchQuery(locale, tuple(chosen.items()))
    page = min(max(page, 1), MAX_PAGES)
    answer = ranking.answer(tidy(text), query, page * PAGE_SIZE)
    pages = min(MAX_PAGES, -(-answer.total // PAGE_SIZE))
    page = max(1, min(page, pages))
    shown = answer.places[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    planned = answer.plan
    return SearchResults(
        query=planned.text,
        language=locale,
        count=answer.total,
        page=page,
        pages=pages,
        results=results_of(answer, shown),
        facets=choices_of(ranking.facets(answer, query), chosen),
        corrections={correction.typed: correction.corrected for correction in planned.corrections},
        corrected_query=planned.corrected_text if planned.corrected_text != planned.text else "",
        certainty=certainty(answer.places),
        is_sure=is_sure(answer.places),
        guesses=sum(place.is_guess for place in answer.places),
    )


def suggest(prefix: str, *, locale: str = DUTCH, limit: int = 8) -> list[Suggestion]:
    """Return what someone who types this may be looking for, best first; nothing for less than two letters."""
    text = tidy(prefix)
    return suggestions(text, language_of(locale), limit) if len(text) > 1 else []


def tidy(text: str) -> str:
    """Return a query as it is kept: one line of at most 200 letters, without control characters."""
    visible = "".join(letter if letter.isprintable() else " " for letter in text[: MAX_QUERY_LENGTH * 5])
    return " ".join(visible.split())[:MAX_QUERY_LENGTH].rstrip()
