"""What someone may be looking for who has not finished typing."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from search.asking import ranking
from search.asking.plan import QueryPlan
from search.asking.results import by_kind, label_of
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
    """Return them, best first: what is called so, not what mentions it. Four queries in Dutch; four more with a place."""
    answer = ranking.answer(text, SearchQuery(locale), WINDOW, "suggest")
    keys = [place.key for place in answer.places[:WINDOW]]
    rows = IndexedDocument.objects.only(
        "kind", "object_id", "locale", "title", "url", "title_stems", "name_stems"
    ).in_use(keys)
    called = [rows[key] for key in keys if key in rows and _is_called_so(rows[key], answer.plans)]
    shown = _titles_first(called, text)[:limit]
    notes = by_kind((row.key for row in shown), lambda source, ids: source.notes(ids))
    pages = [Suggestion(row.title, row.url, label_of(row.kind), notes.get(row.key, ""), row.locale) for row in shown]
    return [*_correction(answer, locale), *pages][:limit]


def _is_called_so(row: IndexedDocument, plans: Iterable[QueryPlan]) -> bool:
    """Say whether its title, or what else it is called, answers any part of what was typed. A question is a title."""
    # Not written since it was asked: then its title alone.
    names = {*(row.name_stems or row.title_stems)}
    return any(
        all(names.intersection(term.texts) for term in way.terms)
        for planned in plans
        for slot in planned.slots
        for way in slot.alternatives
        if way.kind != "trigram"
    )


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
