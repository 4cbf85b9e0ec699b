"""The results page, which needs no JavaScript, and the suggestions while typing."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ground.frame import frame
from ground.ids import read_id
from ground.page_expiry import expiry_of
from search import service
from search.asking import repeated
from search.asking.direct import direct_answer, places_to_go
from search.asking.top_tasks import top_tasks
from search.language.languages import DUTCH, LANGUAGES, language_of, speaking, spoken
from search.service import FacetChoice, SearchResults
from search.usage.recording import ANSWERED, Counted, count, to_count

# What is asked may be a national number, so no cache that others share keeps it; what is answered holds only now.
nobody_else_keeps = cache_control(private=True, no_cache=True)

MAX_PAGE = 99_999
"""More pages than any index has; the search gives the last that it has."""
PARAMETERS = {"kind": "soort", "theme": "thema", "audience": "doelgroep"}


@require_safe
@nobody_else_keeps
def results(request: HttpRequest) -> HttpResponse:
    """Show what answers `q` in `taal`, narrowed by `soort`, `thema` and `doelgroep`; without `q` the box and the top tasks.

    A language in which nobody searches here, or a page that is not there, gives Dutch, or the nearest page.
    """
    key = repeated.key_of(request)
    page = repeated.pages.get(key) if key else None
    if page is None:
        page = _made(request, key)
    count(request, page.counted)
    return HttpResponse(page.body)


def _made(request: HttpRequest, key: repeated.Key | None) -> repeated.Page:
    """Make a page, and keep it where it is for everybody."""
    locale = language_of(request.GET.get("taal", ""))
    until = repeated.until(request, key) if key else 0.0  # first: a date may pass while the page is made
    with speaking(locale):
        context, counted = _results(request, locale)
    body = render(request, "search/results.html", context).content
    page = repeated.Page(body, counted, min(until, expiry_of(request) or until))
    if key:
        repeated.pages.put(key, page)
    return page


def _results(request: HttpRequest, locale: str) -> tuple[dict[str, Any], Counted | None]:
    """Return what the page shows, and what is to be counted of it."""
    chosen = {name: request.GET.get(parameter, "") for name, parameter in PARAMETERS.items()}
    page = request.GET.get("pagina", "1")
    number = min(read_id(page) or 1, MAX_PAGE)
    results = service.search(request.GET.get("q", ""), page=number, locale=locale, **chosen)
    here = _Address(results.query, locale, {name: code for name, code in chosen.items() if code})
    city = frame(request)
    direct = direct_answer(results, city.city_name)
    needs_help = not results.is_sure and direct is None
    counted = to_count(request, results, is_narrowed=bool(here.chosen), is_answered=direct is not None, locale=locale)
    context = {
        "title": _title(results),
        "results": results,
        "direct": direct,
        "facets": _facets(results, here),
        "narrowed": bool(here.chosen),
        "all_url": str(_Address(results.query, locale)),
        "corrected_url": str(_Address(results.corrected_query, locale, before=results.query)),
        "page_url": f"{here}&pagina=",
        "languages": [_language(here, code) for code in LANGUAGES],
        "spoken": spoken(locale),
        "is_dutch": locale == DUTCH,
        "top_tasks": top_tasks() if needs_help else (),
        "places": places_to_go() if needs_help and results.query else (),
        "usage_token": counted.token if counted else "",
        "answer": request.GET.get(ANSWERED, ""),
    }
    return context, counted


def _title(results: SearchResults) -> str:
    if not results.query:
        return gettext("Zoeken")
    words = {"query": results.query, "page": results.page}
    if results.page > 1:
        return gettext("%(query)s zoeken, pagina %(page)s") % words
    return gettext("%(query)s zoeken") % words


@require_safe
@nobody_else_keeps
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer {"suggestions": [{"text", "url", "category", "note", "language"}]}, at most eight, for what is typed so far."""
    text, locale = request.GET.get("q", ""), language_of(request.GET.get("taal", ""))
    with speaking(locale):
        suggested = service.suggest(text, locale=locale)
    rows = [
        {
            "text": suggestion.text,
            "url": suggestion.url,
            "category": suggestion.category,
            "note": suggestion.note,
            "language": suggestion.language,
        }
        for suggestion in suggested
    ]
    return JsonResponse({"suggestions": rows})


@dataclass(frozen=True, slots=True)
class _Address:
    """The address of a search. before: the query that this one corrects."""

    query: str
    locale: str
    chosen: dict[str, str] = field(default_factory=dict)
    before: str = ""

    def __str__(self) -> str:
        parameters = {"q": self.query, **{PARAMETERS[name]: code for name, code in self.chosen.items()}}
        if self.locale != DUTCH:
            parameters["taal"] = self.locale
        if self.before:
            parameters["van"] = self.before
        return f"{reverse('search')}?{urlencode(parameters)}"


def _language(here: _Address, code: str) -> dict[str, Any]:
    address = _Address(here.query, code, here.chosen)
    return {"code": code, "name": LANGUAGES[code], "url": str(address), "is_chosen": code == here.locale}


def _facets(results: SearchResults, here: _Address) -> list[dict[str, Any]]:
    titles = {"kind": gettext("Soort"), "theme": gettext("Thema"), "audience": gettext("Voor wie")}
    return [
        {"name": name, "title": titles[name], "choices": [_choice(here, name, choice) for choice in choices]}
        for name, choices in results.facets.items()
        if choices
    ]


def _choice(here: _Address, name: str, choice: FacetChoice) -> dict[str, Any]:
    """Return a link that narrows the results, or widens them again where it is the chosen one."""
    others = {key: code for key, code in here.chosen.items() if key != name}
    address = _Address(here.query, here.locale, others if choice.is_chosen else {**others, name: choice.code})
    return {"label": choice.label, "count": choice.count, "is_chosen": choice.is_chosen, "url": str(address)}
