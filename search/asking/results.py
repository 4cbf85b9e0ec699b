"""What a search shows: a page of results with their words marked, ways to narrow it, and suggestions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from products.codelists import code_list
from products.facts import RowFacts
from products.icons import apart
from search.asking.highlighter import Highlighter, Segment, marked
from search.asking.ranking import Answer
from search.asking.scorer import Ranked
from search.engines.base import FACETS, FacetBucket
from search.indexing.documents import DocumentKey
from search.indexing.sources import Action, Extras, SearchSource, sources
from search.language.analysis import Analyzer
from search.models.index import ShownDocument, shown_documents

T = TypeVar("T")
CODE_LISTS = {"theme": "themes", "audience": "audiences"}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One result: plain texts for machines, segments with the matching words for people; language is that of its page."""

    kind: str
    id: str
    label: str
    title: str
    url: str
    summary: str
    title_segments: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    language: str = "nl"
    icon: str = ""
    facts: RowFacts | None = None
    actions: tuple[Action, ...] = ()
    is_expected: bool = False

    @property
    def title_html(self) -> SafeString:
        """The title, its words that matched marked."""
        return marked(self.title_segments)

    @property
    def snippet_html(self) -> SafeString:
        """The snippet, its words that matched marked."""
        return marked(self.snippet)


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A way to narrow the results, and how many would be left."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of results. count is of all pages; pages is 0 when nothing was found.

    certainty: how surely the first three hold the right one (search/asking/certainty.py); is_sure is False when it is too low to
    call these answers. guesses: how many of them hold none of the words, and were found by their meaning alone.
    """

    query: str
    language: str
    count: int
    page: int
    pages: int
    results: tuple[SearchResult, ...]
    facets: Mapping[str, list[FacetChoice]]
    corrections: Mapping[str, str]
    corrected_query: str
    certainty: float
    is_sure: bool
    guesses: int = 0


def results_of(answer: Answer, places: list[Ranked]) -> tuple[SearchResult, ...]:
    """Return these places as they are shown. One query, and one for the facts and forms of the products among them."""
    rows = shown_documents(place.key for place in places)
    markers = {planned.locale: Highlighter(planned, Analyzer(planned.locale)) for planned in answer.plans}
    shown = [place.key for place in places if place.key in rows]
    said = by_kind(shown, lambda source, ids: source.extras(ids))
    extras = [said.get(key) or Extras(_icon_of(key.kind)) for key in shown]
    icons = apart([(each.icon if each.has_own_icon else "", each.icon) for each in extras])
    return tuple(
        _result(rows[key], markers[key.locale], replace(of_one, icon=icon))
        for key, of_one, icon in zip(shown, extras, icons, strict=True)
    )


def by_kind(
    keys: Iterable[DocumentKey], ask: Callable[[SearchSource, list[str]], Mapping[str, T]]
) -> dict[DocumentKey, T]:
    """Return what the source of each document says of it, where it says anything. Each source is asked once."""
    asked: dict[str, list[DocumentKey]] = {}
    for key in keys:
        asked.setdefault(key.kind, []).append(key)
    said: dict[DocumentKey, T] = {}
    for kind, of_kind in asked.items():
        if source := sources.get(kind):
            answers = ask(source, [key.id for key in of_kind])
            said.update({key: answers[key.id] for key in of_kind if key.id in answers})
    return said


def _icon_of(kind: str) -> str:
    source = sources.get(kind)
    return source.icon if source else "file"


def _result(row: ShownDocument, marker: Highlighter, extras: Extras) -> SearchResult:
    source = sources.get(row.kind)
    return SearchResult(
        kind=row.kind,
        id=row.object_id,
        label=label_of(row.kind),
        title=row.title,
        url=row.url,
        summary=row.summary.partition("\n")[0],
        title_segments=marker.mark(row.title),
        # A body shorter than the summary, such as the product of a question, says less of what is behind the link.
        snippet=marker.snippet(row.summary, row.body if len(row.body) > len(row.summary) else ""),
        language=row.locale,
        icon=extras.icon,
        facts=extras.facts,
        actions=extras.actions,
        is_expected=source is not None and source.is_expected,
    )


def label_of(kind: str) -> str:
    """Return what citizens call a kind of result; its name when no source has it."""
    source = sources.get(kind)
    return str(source.label) if source else kind


def choices_of(buckets: Mapping[str, list[FacetBucket]], chosen: Mapping[str, str]) -> dict[str, list[FacetChoice]]:
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
        return {kind: label_of(kind) for kind, _source in sources.items()}
    return _code_labels(facet, get_language())


@lru_cache(maxsize=20)
def _code_labels(facet: str, _language: str | None) -> dict[str, str]:
    """Return the labels of a code list in the language that is spoken now."""
    return {code.code: gettext(code.label) for code in code_list(CODE_LISTS[facet]).values()}
