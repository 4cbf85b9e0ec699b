"""Why a query finds what it finds: how it was read, and how each of the first results answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search import rules, words
from search.admin.tuning import may_tune, only_for
from search.documents import DocumentKey
from search.engines.base import SearchQuery
from search.engines.current import engine
from search.models import IndexedDocument
from search.plan import Alternative, QueryPlan
from search.reranker import POPULARITY_BONUS, Candidate, explain
from search.results import label_of
from search.service import ranked, tidy
from search.trial import planned

SHOWN = 10
Surfaces = Mapping[str, str]
"""The commonest word with each stem."""
WAYS = {
    "word": gettext_lazy("het woord zelf"),
    "stem": gettext_lazy("een andere vorm van het woord"),
    "join": gettext_lazy("aan elkaar geschreven"),
    "split": gettext_lazy("een deel van een samenstelling"),
    "synonym": gettext_lazy("een synoniem"),
    "fuzzy": gettext_lazy("een woord dat erop lijkt (typfout)"),
    "prefix": gettext_lazy("een woord dat zo begint"),
    "trigram": gettext_lazy("een woord dat er wat op lijkt"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a result answers one thing that was said; way is empty where it does not."""

    said: str
    way: str
    found: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One result with what brought it there."""

    place: int
    title: str
    label: str
    url: str
    answers: tuple[Answer, ...]
    coverage: int
    popularity: int
    is_pinned: bool
    pin_url: str
    hide_url: str


@only_for(may_tune)
def why(request: HttpRequest) -> HttpResponse:
    """Show the first ten results of `q` with their reasons. About twelve queries."""
    text = tidy(request.GET.get("q", ""))
    rule = rules.current("nl")
    plan = planned(text, "nl", rule)
    surfaces = _surfaces(plan.locale)
    context = {
        "query": text,
        "reading": [
            _answer(slot.said, max(slot.alternatives, key=lambda one: one.weight, default=None), surfaces)
            for slot in plan.slots
        ],
        "confidence": round(plan.confidence * 100),
        "reasons": _reasons(plan, rule, surfaces) if text else [],
        "synonym_url": f"{reverse('wagtailsnippets_search_synonym:add')}?{urlencode({'said': text})}",
        "breadcrumbs_items": [{"url": "", "label": _("Waarom dit resultaat?")}],
        "header_title": _("Waarom dit resultaat?"),
        "header_icon": "help",
    }
    return render(request, "pages/admin_search_why.html", context)


def _reasons(plan: QueryPlan, rule: rules.Rules, surfaces: Surfaces) -> list[Reason]:
    query = SearchQuery(plan.locale)
    candidates = {one.key: one for one in engine().candidates(plan, query).candidates}
    _total, places = ranked(plan, query, SHOWN, rule)
    shown = places[:SHOWN]
    pinned = {one.key for one in rule.promoted(plan.text, plan.locale) if not one.is_hidden}
    rows = IndexedDocument.objects.only("kind", "object_id", "locale", "title", "url").in_use(p.key for p in shown)
    return [
        Reason(
            number,
            rows[place.key].title,
            label_of(place.key.kind),
            rows[place.key].url,
            _answers(plan, candidates.get(place.key), surfaces),
            round(place.coverage * 100),
            round(rule.boosts.get(place.key, 0.0) * POPULARITY_BONUS * 100),
            place.key in pinned,
            _promotion_url(plan.text, place.key, "pin"),
            _promotion_url(plan.text, place.key, "hide"),
        )
        for number, place in enumerate(shown, 1)
        if place.key in rows
    ]


def _answers(plan: QueryPlan, candidate: Candidate | None, surfaces: Surfaces) -> tuple[Answer, ...]:
    return tuple(_answer(slot.said, way, surfaces) for slot, way in explain(plan, candidate)) if candidate else ()


def _answer(said: str, way: Alternative | None, surfaces: Surfaces) -> Answer:
    if way is None:
        return Answer(said, "", "")
    found = " + ".join(surfaces.get(term.text, term.text) for term in way.terms)
    return Answer(said, str(WAYS.get(way.kind, way.kind)), found)


def _surfaces(locale: str) -> Surfaces:
    """Return the words that editors read in the place of stems. It goes through the whole vocabulary."""
    found: dict[str, str] = {}
    for entry in sorted(words.current(locale).entries.values(), key=lambda one: one.documents):
        found[entry.stem] = entry.surface
    return found


def _promotion_url(text: str, key: DocumentKey, action: str) -> str:
    values = {"queries": text, "kind": key.kind, "object_id": key.id, "action": action}
    return f"{reverse('wagtailsnippets_search_promotion:add')}?{urlencode(values)}"
