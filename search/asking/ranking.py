"""Which documents answer a text, best first: in the language that was asked, then in Dutch what has no translation."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wagtail.models import Page

from search.asking.certainty import is_sure
from search.asking.plan import Mode, QueryPlan
from search.asking.planner import QueryPlanner
from search.asking.promoting import promote
from search.asking.scorer import Ranked, rerank
from search.engines.base import FACETS, WINDOW, FacetBucket, SearchQuery
from search.engines.current import engine
from search.engines.visible import public_among
from search.indexing.documents import DocumentKey
from search.indexing.sources import sources
from search.language import words
from search.language.analysis import Analyzer
from search.language.languages import DUTCH
from search.language.vocabulary import Vocabulary
from search.meaning.nearness import Nearness, nearness
from search.models import DocumentFacet, Generation, IndexedDocument, state
from search.models.state import State
from search.rules import current
from search.rules.current import Rules

MAX_RANKED = 200
"""Results that are put in order where two languages come together: as many as the pages show."""
MIN_RESULTS = 3
"""Results up to which guesses by meaning are added where nothing is sure; guesses by letters are never more."""
ASIDE = 4
"""Documents that are looked at for each guess: some may not be public, or hidden by an editor."""
KEY = ("kind", "object_id", "locale")
Buckets = Mapping[str, list[FacetBucket]]


@dataclass(frozen=True, slots=True)
class LanguageResults:
    """What answers a plan in one language: total of all, places at least as far as was asked, and the facets of all."""

    total: int
    places: list[Ranked]
    facets: Buckets

    def without_guesses(self) -> "LanguageResults":
        """Return it without what was found by meaning alone."""
        answers = [place for place in self.places if not place.is_guess]
        return replace(self, total=self.total - len(self.places) + len(answers), places=answers)


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a text: total of all, places at least as far as was asked, and the plan of the language that tells most.

    counted: the facets of each language; doubled: the Dutch documents whose translation answers too, and stands in their
    place.
    """

    plan: QueryPlan
    plans: tuple[QueryPlan, ...]
    total: int
    places: list[Ranked]
    counted: tuple[Buckets, ...]
    doubled: frozenset[DocumentKey] = frozenset()


def plan(text: str, locale: str = DUTCH, mode: Mode = "search", now: State | None = None) -> QueryPlan:
    """Return what a text means with the catalogue and the rules as they are now. A query when nothing changed since.

    now: the state of both, where it was read already.
    """
    now = now or state.now()
    synonyms = current.current(locale, now).synonyms
    return QueryPlanner(words.current(locale, now), synonyms).plan(text, locale, mode)


def answer(text: str, query: SearchQuery, needed: int, mode: Mode = "search") -> Answer:
    """Return what answers the text. Three queries in Dutch; in another language none more, and six where it has pages.

    The meaning of what is not finished yet does not count. Where it does, that is a query more for each language, and one
    where there are guesses: those come from the Dutch pages, so that none stands above an answer.
    """
    is_finished = mode == "search"
    now = state.now()
    if query.locale == DUTCH:
        planned = plan(text, DUTCH, mode, now)
        return _alone(planned, ranked(planned, query, needed, current.current(DUTCH, now), by_meaning=is_finished))
    own = plan(text, query.locale, mode, now)
    dutch = _for_foreigners(plan(text, DUTCH, mode, now), words.current(DUTCH, now))
    if not len(words.current(query.locale, now)):
        rule = current.current(DUTCH, now)
        return _alone(dutch, ranked(dutch, replace(query, locale=DUTCH), needed, rule, by_meaning=is_finished))
    return _together(own, dutch, query, by_meaning=is_finished)


def _for_foreigners(dutch: QueryPlan, known: Vocabulary) -> QueryPlan:
    """Return the plan without the corrections that are the catalogue's own Dutch: "food" was not meant as "fout"."""
    analyzer = Analyzer(DUTCH)
    corrections = (
        correction
        for correction in dutch.corrections
        if not any(word.folded in known for word in analyzer.words(correction.corrected))
    )
    return replace(dutch, corrections=tuple(corrections))


def _alone(planned: QueryPlan, results: LanguageResults) -> Answer:
    return Answer(planned, (planned,), results.total, results.places, (results.facets,))


def _together(own: QueryPlan, dutch: QueryPlan, query: SearchQuery, by_meaning: bool) -> Answer:
    """Return what answers in a language that has pages of its own, and then what only Dutch has."""
    results = ranked(own, query, MAX_RANKED, by_meaning=by_meaning).without_guesses()
    dutch_results = ranked(dutch, replace(query, locale=DUTCH), MAX_RANKED, by_meaning=by_meaning)
    if is_sure(results.places):
        dutch_results = dutch_results.without_guesses()
    translated = translations((place.key for place in dutch_results.places), query.locale)
    keys = {place.key for place in results.places}
    twice = {place.key: place for place in dutch_results.places if translated.get(place.key) in keys}
    more = [
        replace(place, key=translated.get(place.key, place.key))
        for place in dutch_results.places
        if place.key not in twice
    ]
    doubled = frozenset(key for key, place in twice.items() if not place.is_guess)
    best = max(own, dutch, key=lambda planned: planned.confidence)
    total = results.total + dutch_results.total - len(twice)
    return Answer(best, (own, dutch), total, results.places + more, (results.facets, dutch_results.facets), doubled)


def ranked(
    planned: QueryPlan, query: SearchQuery, needed: int, rule: Rules | None = None, by_meaning: bool = True
) -> LanguageResults:
    """Return what answers the plan, at least the first `needed` of it in order. Two queries, and one for the rules.

    rule: the rules, where they were read already, or others to try them out. by_meaning: let meaning count, where a model is
    in use.
    """
    candidate_set = engine().candidates(planned, query, WINDOW * -(-needed // WINDOW))
    rule = rule or current.current(planned.locale)
    windows = (
        candidate_set.candidates[start : start + WINDOW] for start in range(0, len(candidate_set.candidates), WINDOW)
    )
    near = nearness(planned.text, planned.locale) if by_meaning and planned.slots else None
    places = [place for window in windows for place in rerank(planned, window, rule.boosts, near.of if near else None)]
    promoted = rule.promoted(planned.text, planned.locale)
    total, counted = candidate_set.total, candidate_set.facets
    if planned.is_guessed:
        total, places, counted = min(total, MIN_RESULTS), places[:MIN_RESULTS], {name: [] for name in FACETS}
    total, places = promote(total, places, promoted, is_narrowed=bool(query.facets))
    guesses: list[Ranked] = []
    if near and not query.facets and len(places) < MIN_RESULTS and not is_sure(places):
        guesses = _guesses(
            near, {place.key for place in places} | {promotion.key for promotion in promoted}, MIN_RESULTS - len(places)
        )
    return LanguageResults(total + len(guesses), places + guesses, counted)


def _guesses(near: Nearness, known: set[DocumentKey], limit: int) -> list[Ranked]:
    """Return what lies nearest in meaning and anyone may see, without what is known. One query."""
    keys = [key for key in near.nearest(len(known) + limit * ASIDE) if key not in known and near.of(key) > 0]
    public = public_among(keys)
    return [Ranked(key, 0.0, 0.0, certainty=0.0, nearness=near.of(key)) for key in keys if key in public][:limit]


def facets(answer: Answer, query: SearchQuery) -> dict[str, list[FacetBucket]]:
    """Return the buckets of each facet, largest first. A product and its translation count once.

    Queries: two where a translation stands in the place of its original, and then for each facet that narrows what
    `answer` needs.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for counted in answer.counted:
        for name, buckets in counted.items():
            counts[name].update({bucket.code: bucket.count for bucket in buckets})
    for name, code in _counted_twice(answer, query):
        counts[name][code] -= 1
    return {
        name: [FacetBucket(code, count) for code, count in known.most_common() if count > 0]
        for name, known in counts.items()
    }


def _counted_twice(answer: Answer, query: SearchQuery) -> Iterator[tuple[str, str]]:
    """Yield (facet, code) of the originals whose translations were counted; a facet that narrows, without its own filter."""
    if len(answer.plans) == 1:
        return
    narrowing = {name: query.without(name) for name in FACETS if query.without(name) != query}
    yield from (pair for pair in _facets_of(answer.doubled) if pair[0] not in narrowing)
    own, dutch = answer.plans
    for name, wider in narrowing.items():
        yield from (
            pair for pair in _facets_of(_together(own, dutch, wider, by_meaning=False).doubled) if pair[0] == name
        )


def _facets_of(keys: Collection[DocumentKey]) -> Iterator[tuple[str, str]]:
    """Yield (facet, code) of each of these documents. Two queries."""
    if keys:
        documents = [row.pk for row in IndexedDocument.objects.only(*KEY).in_use(keys).values()]
        yield from DocumentFacet.objects.filter(document__in=documents).values_list("name", "code")


def _is_translated(kind: str) -> bool:
    source = sources.get(kind)
    return source is not None and source.is_translated


def translations(keys: Iterable[DocumentKey], locale: str) -> dict[DocumentKey, DocumentKey]:
    """Return for each document its translation, where anyone may read one in that language. Three queries."""
    pages = {int(key.id): key for key in keys if _is_translated(key.kind)}
    originals = dict(Page.objects.filter(pk__in=pages).values_list("translation_key", "pk"))
    rows = IndexedDocument.objects.filter(
        generation__state=Generation.State.ACTIVE, locale=locale, page__translation_key__in=originals
    ).values_list("page__translation_key", "kind", "object_id")
    translated = {
        pages[originals[translation_key]]: DocumentKey(kind, pk, locale) for translation_key, kind, pk in rows
    }
    public = public_among(translated.values())
    return {original: key for original, key in translated.items() if key in public}
