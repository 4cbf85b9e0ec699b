"""The results page, which needs no JavaScript, and the suggestions while typing."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search import service
from search.service import FacetChoice, SearchResults
from search.top_tasks import top_tasks
from search.usage.recording import ANSWERED, record

PARAMETERS = {"kind": "soort", "theme": "thema", "audience": "doelgroep"}


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what answers `q`, narrowed by `soort`, `thema` and `doelgroep`; without `q` the box and the top tasks."""
    chosen = {name: request.GET.get(parameter, "") for name, parameter in PARAMETERS.items()}
    page = request.GET.get("pagina", "1")
    found = service.search(
        request.GET.get("q", ""), page=int(page) if page.isdecimal() and len(page) < 6 else 1, **chosen
    )
    chosen = {name: code for name, code in chosen.items() if code}
    context = {
        "found": found,
        "facets": _facets(found, chosen),
        "narrowed": bool(chosen),
        "all_url": _address(found.query, {}),
        "corrected_url": _address(found.corrected_query, {}) if found.corrected_query else "",
        "page_url": f"{_address(found.query, chosen)}&pagina=",
        "page_numbers": range(1, found.pages + 1),
        "top_tasks": () if found.count else top_tasks(),
        "usage_token": record(request, found, is_narrowed=bool(chosen)),
        "answer": request.GET.get(ANSWERED, ""),
    }
    return render(request, "pages/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer {"suggestions": [{"text", "url", "category"}]}, at most eight, for what is typed so far."""
    found = service.suggest(request.GET.get("q", "")[: service.LONGEST_QUERY])
    rows = [{"text": one.text, "url": one.url, "category": one.category} for one in found]
    return JsonResponse({"suggestions": rows})


def _address(query: str, chosen: dict[str, str]) -> str:
    parameters = {"q": query, **{PARAMETERS[name]: code for name, code in chosen.items()}}
    return f"/zoeken/?{urlencode(parameters)}"


def _facets(found: SearchResults, chosen: dict[str, str]) -> list[dict[str, Any]]:
    titles = {"kind": _("Soort"), "theme": _("Thema"), "audience": _("Voor wie")}
    return [
        {"name": name, "title": titles[name], "choices": [_choice(found.query, name, one, chosen) for one in choices]}
        for name, choices in found.facets.items()
        if choices
    ]


def _choice(query: str, name: str, choice: FacetChoice, chosen: dict[str, str]) -> dict[str, Any]:
    """Return a link that narrows the results, or widens them again where it is the chosen one."""
    others = {key: code for key, code in chosen.items() if key != name}
    address = _address(query, others if choice.is_chosen else {**others, name: choice.code})
    return {"label": choice.label, "count": choice.count, "is_chosen": choice.is_chosen, "url": address}
