"""Why a query finds what it finds: how it was read, and how each of the first results answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.admin_page import page_head
from search.admin.tuning import may_tune, only_for
from search.asking import ranking
from search.asking.certainty import certainty, is_sure
from search.asking.plan import Alternative, QueryPlan
from search.asking.results import label_of
from search.asking.scorer import POPULARITY_BONUS, Candidate, explain
from search.engines.base import SearchQuery
from search.engines.current import engine
from search.indexing.documents import DocumentKey
from search.language import words
from search.language.languages import language_of
from search.models import IndexedDocument
from search.models.rules import LANGUAGES
from search.rules import current
from search.rules.current import Promoted
from search.service import MAX_QUERY_LENGTH, tidy

SHOWN = 10
Surfaces = Mapping[str, str]
"""The commonest word with each stem."""
WAYS = {
    "word": _("het woord zelf"),
    "stem": _("een andere vorm van het woord"),
    "join": _("aan elkaar geschreven"),
    "split": _("een deel van een samenstelling"),
    "synonym": _("een synoniem"),
    "fuzzy": _("een woord dat erop lijkt (typfout)"),
    "prefix": _("een woord dat zo begint"),
    "trigram": _("een woord dat er wat op lijkt"),
}


@dataclass(frozen=True, slots=True)
class SlotMatch:
    """How a result answers one slot of the query, and by which words; way is empty where it does not."""

    text: str
    way: str
    matched: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One result with what brought it there. Shares are of 100; meaning is 0 where no model reads it.

    pinned_url: where the rule that pins it is changed; empty where none does.
    """

    place: int
    title: str
    label: str
    url: str
    matches: tuple[SlotMatch, ...]
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
    answer = ranking.answer(text, SearchQuery(locale), SHOWN)
    plan = answer.plan
    surfaces = {planned.locale: _surfaces(planned.locale) for planned in answer.plans}
    context = {
        "query": text,
        "typed": typed,
        "limit": MAX_QUERY_LENGTH if len(" ".join(typed.split())) > MAX_QUERY_LENGTH else None,
        "language": locale,
        "languages": LANGUAGES,
        "reading": [
            _slot_match(
                slot.text, max(slot.alternatives, key=lambda way: way.weight, default=None), surfaces[plan.locale]
            )
            for slot in plan.slots
        ],
        "certainty": round(certainty(answer.places) * 100),
        "is_sure": is_sure(answer.places),
        "reasons": _reasons(answer, surfaces),
        "left_out": _left_out(answer),
        "synonym_url": f"{reverse('wagtailsnippets_search_synonym:add')}?{urlencode({'said': text, 'locale': locale})}",
        **page_head(gettext("Waarom dit resultaat?"), "help"),
    }
    return render(request, "search/admin/why.html", context)


def _reasons(answer: ranking.Answer, surfaces: Mapping[str, Surfaces]) -> list[Reason]:
    text, shown = answer.plan.text, {ranked.key: ranked for ranked in answer.places[:SHOWN]}
    explained: dict[DocumentKey, tuple[SlotMatch, ...]] = {}
    pinned: dict[DocumentKey, str] = {}
    boosts: dict[DocumentKey, float] = {}
    for plan in answer.plans if text else ():
        rule = current.current(plan.locale)
        candidates = engine().candidates(plan, SearchQuery(plan.locale)).candidates
        explained |= {
            candidate.key: _slot_matches(plan, candidate, surfaces[plan.locale])
            for candidate in candidates
            if candidate.key in shown
        }
        pinned |= {
            promoted.key: _rule_url(promoted) for promoted in rule.promoted(text, plan.locale) if not promoted.is_hidden
        }
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


def _left_out(answer: ranking.Answer) -> list[LeftOut]:
    text = answer.plan.text
    hidden = [
        promoted
        for plan in (answer.plans if text else ())
        for promoted in current.current(plan.locale).promoted(text, plan.locale)
        if promoted.is_hidden
    ]
    rows = IndexedDocument.objects.only("kind", "object_id", "locale", "title").in_use(
        {promoted.key for promoted in hidden}
    )
    return [LeftOut(rows[promoted.key].title, _rule_url(promoted)) for promoted in hidden if promoted.key in rows]


def _rule_url(promoted: Promoted) -> str:
    return reverse("wagtailsnippets_search_promotion:edit", args=[promoted.rule])


def _slot_matches(plan: QueryPlan, candidate: Candidate, surfaces: Surfaces) -> tuple[SlotMatch, ...]:
    return tuple(_slot_match(slot.text, way, surfaces) for slot, way in explain(plan, candidate))


def _slot_match(text: str, way: Alternative | None, surfaces: Surfaces) -> SlotMatch:
    if way is None:
        return SlotMatch(text, "", "")
    matched = " + ".join(surfaces.get(term.text, term.text) for term in way.terms)
    return SlotMatch(text, str(WAYS.get(way.kind, way.kind)), matched)


def _surfaces(locale: str) -> Surfaces:
    """Return the words that editors read in the place of stems. It goes through the whole vocabulary."""
    surfaces: dict[str, str] = {}
    for entry in sorted(words.current(locale).entries.values(), key=lambda entry: entry.documents):
        surfaces[entry.stem] = entry.surface
    return surfaces


def _promotion_url(text: str, key: DocumentKey, action: str) -> str:
    values = {"queries": text, "kind": key.kind, "object_id": key.id, "locale": key.locale, "action": action}
    return f"{reverse('wagtailsnippets_search_promotion:add')}?{urlencode(values)}"
