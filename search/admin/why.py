"""Why a query finds what it finds: how it was read, and how each of the first results answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.admin.tuning import may_tune, only_for
from search.asking.plan import Alternative, QueryPlan
from search.asking.ranking import Answer as Answered
from search.asking.ranking import answer
from search.asking.reranker import POPULARITY_BONUS, Candidate, explain, is_sure
from search.asking.results import label_of
from search.engines.base import SearchQuery
from search.engines.current import engine
from search.indexing.documents import DocumentKey
from search.language import words
from search.language.languages import language_of
from search.models import IndexedDocument
from search.models.rules import LANGUAGES
from search.rules import current
from search.rules.current import Promoted
from search.service import LONGEST_QUERY, tidy

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
    """One result with what brought it there. Shares are of 100; meaning is 0 where no model reads it.

    pinned_url: where the rule that pins it is changed; empty where none does.
    """

    place: int
    title: str
    label: str
    url: str
    answers: tuple[Answer, ...]
    coverage: int
    popularity: int
    meaning: int
    is_guess: bool
    pinned_url: str
    pin_url: str
    hide_url: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A result that an editor left out for this query, and where that rule is changed."""

    title: str
    rule_url: str


@only_for(may_tune)
def why(request: HttpRequest) -> HttpResponse:
    """Show the first ten results of `q` in `taal` with their reasons. About twelve queries; in another language twice that."""
    typed, locale = request.GET.get("q", ""), language_of(request.GET.get("taal", ""))
    text = tidy(typed)
    found = answer(text, SearchQuery(locale), SHOWN)
    plan = found.plan
    surfaces = {each.locale: _surfaces(each.locale) for each in found.plans}
    context = {
        "query": text,
        "typed": typed,
        "limit": LONGEST_QUERY if len(" ".join(typed.split())) > LONGEST_QUERY else None,
        "language": locale,
        "languages": LANGUAGES,
        "reading": [
            _answer(slot.said, max(slot.alternatives, key=lambda way: way.weight, default=None), surfaces[plan.locale])
            for slot in plan.slots
        ],
        "certainty": round(found.places[0].certainty * 100) if found.places else 0,
        "is_sure": is_sure(found.places),
        "reasons": _reasons(found, surfaces),
        "left_out": _left_out(found),
        "synonym_url": f"{reverse('wagtailsnippets_search_synonym:add')}?{urlencode({'said': text, 'locale': locale})}",
        "breadcrumbs_items": [{"url": "", "label": _("Waarom dit resultaat?")}],
        "header_title": _("Waarom dit resultaat?"),
        "header_icon": "help",
    }
    return render(request, "search/admin/why.html", context)


def _reasons(found: Answered, surfaces: Mapping[str, Surfaces]) -> list[Reason]:
    text, shown = found.plan.text, {one.key: one for one in found.places[:SHOWN]}
    explained: dict[DocumentKey, tuple[Answer, ...]] = {}
    pinned: dict[DocumentKey, str] = {}
    boosts: dict[DocumentKey, float] = {}
    for plan in found.plans if text else ():
        rule = current.current(plan.locale)
        candidates = engine().candidates(plan, SearchQuery(plan.locale)).candidates
        explained |= {one.key: _answers(plan, one, surfaces[plan.locale]) for one in candidates if one.key in shown}
        pinned |= {one.key: _rule_url(one) for one in rule.promoted(text, plan.locale) if not one.is_hidden}
        boosts |= rule.boosts
    rows = IndexedDocument.objects.only("kind", "object_id", "locale", "title", "url").in_use(shown)
    return [
        Reason(
            number,
            rows[key].title,
            label_of(key.kind),
            rows[key].url,
            explained.get(key, ()),
            round(place.coverage * 100),
            round(boosts.get(key, 0.0) * POPULARITY_BONUS * 100),
            round(place.nearness * 100),
            place.is_guess,
            pinned.get(key, ""),
            _promotion_url(text, key, "pin"),
            _promotion_url(text, key, "hide"),
        )
        for number, (key, place) in enumerate(shown.items(), 1)
        if key in rows
    ]


def _left_out(found: Answered) -> list[LeftOut]:
    text = found.plan.text
    hidden = [
        one
        for plan in (found.plans if text else ())
        for one in current.current(plan.locale).promoted(text, plan.locale)
        if one.is_hidden
    ]
    rows = IndexedDocument.objects.only("kind", "object_id", "locale", "title").in_use({one.key for one in hidden})
    return [LeftOut(rows[one.key].title, _rule_url(one)) for one in hidden if one.key in rows]


def _rule_url(promoted: Promoted) -> str:
    return reverse("wagtailsnippets_search_promotion:edit", args=[promoted.rule])


def _answers(plan: QueryPlan, candidate: Candidate, surfaces: Surfaces) -> tuple[Answer, ...]:
    return tuple(_answer(slot.said, way, surfaces) for slot, way in explain(plan, candidate))


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
    values = {"queries": text, "kind": key.kind, "object_id": key.id, "locale": key.locale, "action": action}
    return f"{reverse('wagtailsnippets_search_promotion:add')}?{urlencode(values)}"
