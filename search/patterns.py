"""The components of search in their states, for the pattern library: for citizens, and cells of the lists for editors."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

from counters.patterns import OPEN, place
from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_TITLE, LONG_WORD, MANY, Pattern, State, state
from ground.patterns import choice
from products.listings import Card
from search.asking.direct import DirectAnswer
from search.asking.highlighter import Segment
from search.asking.results import SearchResult, SearchResults
from search.indexing.sources.base import Action
from search.usage.insights import Opened

TITLE = (Segment("Reispas", is_match=True), Segment(" aanvragen"))
RESULT = SearchResult(
    "product", "1", "Product", "Reispas aanvragen", "#", "", TITLE, (Segment("Binnen 5 werkdagen klaar."),)
)
LONG = replace(
    RESULT,
    title=LONG_TITLE,
    title_segments=(Segment(LONG_TITLE),),
    snippet=(Segment(f"{LONG_WORD} {LONG_ADDRESS} "), Segment(ARABIC, is_match=True)),
    actions=(Action(f"Start {LONG_WORD}", "#"),),
)
RESULTS = SearchResults("reispas", "nl", 41, 2, 3, (RESULT,), {}, {}, "", 0.9, is_sure=True)
NONE = replace(RESULTS, count=0, page=1, pages=0, results=(), is_sure=False)


def patterns() -> Iterator[Pattern]:
    """Yield each component of search."""
    yield from of_results()
    yield from of_answers()
    yield from of_the_admin()


def of_results() -> Iterator[Pattern]:
    """Yield what the page of results is made of."""
    yield Pattern(
        "search/components/result.html",
        (
            state("zeker", result=replace(RESULT, is_expected=True), results=RESULTS),
            state(
                "met soort en knop",
                result=replace(RESULT, actions=(Action("Start uw aanvraag", "#"),)),
                results=RESULTS,
            ),
            state("alleen in het Nederlands", result=RESULT, results=replace(RESULTS, language="fr")),
            state("lange woorden", result=LONG, results=RESULTS),
        ),
    )
    yield Pattern(
        "search/components/facets.html",
        (
            state("leeg", facets=[]),
            state(
                "een gekozen",
                facets=[
                    {
                        "title": "Thema",
                        "choices": [choice("Bouwen en wonen", 12, is_chosen=True), choice("Vrije tijd", 1)],
                    }
                ],
                narrowed=True,
                all_url="#",
            ),
            state(
                "lange woorden",
                facets=[{"title": LONG_WORD, "choices": [choice(LONG_TITLE, 12345), choice(ARABIC, 1)]}],
            ),
            state(
                "50",
                facets=[
                    {"title": "Thema", "choices": [choice(f"Thema {number}", number) for number in range(1, MANY + 1)]}
                ],
            ),
        ),
    )
    languages = [
        {"code": code, "name": name, "url": "#", "is_chosen": code == "nl"}
        for code, name in (("nl", "Nederlands"), ("en", "English"), ("fr", "Français"), ("de", "Deutsch"))
    ]
    yield Pattern("search/components/languages.html", (state("vier", languages=languages),))
    yield Pattern(
        "search/components/feedback.html",
        (
            state("zonder telling: niets te zien", usage_token=""),
            state("de vraag", usage_token="x", answer=""),  # noqa: S106  # no secret: it signs nothing
            state("ja", usage_token="x", answer="ja"),  # noqa: S106  # the same
            state("nee", usage_token="x", answer="nee"),  # noqa: S106  # the same
        ),
    )


def of_answers() -> Iterator[Pattern]:
    """Yield what answers at once, or helps who found nothing."""
    open_now, long = place(11, "Stadswinkel", "Parkstraat 20", OPEN), place(12, LONG_TITLE, f"{LONG_WORD}straat 1", [])
    yield Pattern(
        "search/components/place.html",
        (
            state("nu open", place=open_now, results=RESULTS, level=3),
            state("lange woorden", place=long, results=RESULTS, level=3),
        ),
    )
    yield Pattern(
        "search/components/answer.html",
        (
            state("uren van een plaats", direct=DirectAnswer("hours", (open_now,)), results=RESULTS),
            state("telefoon van de stad", direct=DirectAnswer("phone", is_city=True), results=RESULTS),
            state(
                "drie plaatsen, lange woorden",
                direct=DirectAnswer("address", (open_now, long, open_now)),
                results=RESULTS,
            ),
        ),
    )
    tasks = [Card("Reispas", "#"), Card(LONG_TITLE, "#"), Card(ARABIC, "#")]
    yield Pattern("search/components/help.html", (state("zoals de stad te bereiken is"),))
    yield Pattern("search/components/nothing.html", tuple(helping(tasks)))
    yield Pattern("search/components/other_ways.html", tuple(helping(tasks, places=[open_now, long])))


def helping(tasks: list[Card], **values: object) -> Iterator[State]:
    """Yield who found nothing, and who asked nothing yet."""
    yield state("niets gevonden", results=NONE, narrowed=True, all_url="#", top_tasks=tasks, **values)
    yield state("nog niets gevraagd", results=replace(NONE, query=""), top_tasks=tasks[:1], **values)
    yield state("zonder taken", results=NONE, top_tasks=[], **values)


def of_the_admin() -> Iterator[Pattern]:
    """Yield what editors see of it."""
    rows = {
        "kort": {
            "query": "reispas",
            "locale": "nl",
            "yes": 3,
            "no": 1,
            "depth": 1.5,
            "sure": 0.83,
            "last_day": datetime.date(2026, 11, 3),
            "chosen": Opened("product", "1", "Reispas", 1.0, 12),
            "then": [("pas", 2)],
        },
        "leeg": {
            "query": "x",
            "locale": "fr",
            "yes": 0,
            "no": 0,
            "depth": None,
            "sure": None,
            "last_day": None,
            "chosen": None,
            "then": [],
        },
        "lang": {
            "query": f"{LONG_WORD} {ARABIC}",
            "locale": "nl",
            "yes": 0,
            "no": 9,
            "depth": 9.0,
            "sure": 0.1,
            "last_day": datetime.date(2026, 11, 3),
            "chosen": Opened("product", "1", LONG_TITLE, 9.0, 1),
            "then": [(LONG_WORD, 1)] * 5,
        },
    }
    column = SimpleNamespace(label="Kolom", classname="")
    for name in ("answers", "chosen", "depth", "last_day", "query", "sure", "then"):
        states = tuple(
            state(label, value=row, column=column, may_add_synonym=True, may_add_promotion=True, promotion_url="#")
            for label, row in rows.items()
        )
        yield Pattern(f"search/components/insight_{name}.html", states, look="row")
    lift = SimpleNamespace(pk=1, chosen=34, title="Reispas", words="8 % hoger: 34 keer gekozen in 90 dagen")
    yield Pattern(
        "search/components/popularity_lift.html",
        (
            state("te herbeginnen", value=lift, column=column, may_reset=True),
            state("alleen te lezen", value=lift, column=column),
        ),
        look="row",
    )
    figures = [{"name": name, "before": 0.51, "after": 0.94} for name in ("s1", "s3", "zero", "ndcg")]
    yield Pattern(
        "search/components/figures.html",
        (state("vier", figures=figures, classes="listing"), state("leeg", figures=[], classes="listing")),
        look="admin",
    )
    queries = [{"query": LONG_WORD, "opened": 3, "depth": 1.5}, {"query": ARABIC, "opened": 1, "depth": 9.0}]
    yield Pattern(
        "search/components/found_with.html",
        (
            state("leeg", queries=[]),
            state("lange woorden", queries=queries),
            state("50", queries=queries * (MANY // 2)),
        ),
        look="admin",
    )
