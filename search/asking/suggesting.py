"""What someone may be looking for who has not finished typing."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from counters.service import Place, closed_days, opening_words, rules_of
from search.asking import ranking
from search.asking.results import label_of
from search.engines.base import WINDOW, SearchQuery
from search.language.analysis import Analyzer
from search.language.languages import DUTCH
from search.models import IndexedDocument

BEST = 2
"""Suggestions that stay in front of titles that begin with what was typed: "verhuis" first offers Adreswijziging."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page to go to while typing, or a better spelt query. note: whether a place is open now."""

    text: str
    url: str
    category: str
    note: str = ""
    language: str = DUTCH


def suggestions(text: str, locale: str, limit: int) -> list[Suggestion]:
    """Return them, best first. Four queries in Dutch; four more when a place is among them."""
    answer = ranking.answer(text, SearchQuery(locale), limit, "suggest")
    keys = [place.key for place in answer.places[:WINDOW]]
    rows = IndexedDocument.objects.only("kind", "object_id", "locale", "title", "url").in_use(keys)
    shown = _titles_first([rows[key] for key in keys if key in rows], text)[:limit]
    notes = _opening(row.object_id for row in shown if row.kind == "place")
    pages = [
        Suggestion(
            row.title,
            row.url,
            label_of(row.kind),
            notes.get(row.object_id, "") if row.kind == "place" else "",
            row.locale,
        )
        for row in shown
    ]
    return [*_correction(answer, locale), *pages][:limit]


def _titles_first(rows: list[IndexedDocument], typed: str) -> list[IndexedDocument]:
    """Return the best as they stand, and then first those whose title begins with what was typed."""
    analyzer = Analyzer(DUTCH)

    def folded(words: str) -> str:
        return " ".join(word.folded for word in analyzer.words(words) if not word.joined)

    beginning = folded(typed)
    return rows[:BEST] + sorted(rows[BEST:], key=lambda row: not folded(row.title).startswith(beginning))


def _correction(answer: ranking.Answer, locale: str) -> list[Suggestion]:
    corrected = answer.plan.corrected_text
    if not answer.plan.corrections or corrected == answer.plan.text:
        return []
    parameters = {"q": corrected, "van": answer.plan.text} | ({"taal": locale} if locale != DUTCH else {})
    return [
        Suggestion(
            corrected, f"{reverse('search')}?{urlencode(parameters)}", gettext("Bedoelt u"), language=answer.plan.locale
        )
    ]


def _opening(ids: Iterable[str]) -> dict[str, str]:
    """Return by place whether it is open now, in words."""
    wanted = list(ids)
    if not wanted:
        return {}
    places = Place.objects.filter(pk__in=wanted).prefetch_related("opening_rules", "opening_exceptions")
    now = timezone.now()
    closed = closed_days(now)
    words = {str(place.pk): opening_words(rules_of(place, closed), now) for place in places}
    return {pk: ", ".join(filter(None, (opening.tag, opening.text))) for pk, opening in words.items()}
