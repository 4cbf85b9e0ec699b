"""Vinden: one search box over all that the admin holds, for each what they may open."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ground.admin_page import page_head
from people.service import Hit, finders

MAX_HITS = 5
"""Of each kind; the list of the kind has all."""
MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind. more: the address of the list with the same words, where there may be more."""

    label: str
    hits: list[Hit]
    more: str


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show what the words of `q` are found in, by kind. Three queries a kind at most."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_LENGTH]
    groups = []
    for _code, finder in sorted(finders.items(), key=lambda item: item[1].order):
        if words and finder.is_for(request.user) and (hits := list(finder.find(request, words, MAX_HITS))):
            groups.append(Group(str(finder.label), hits, finder.more(words) if len(hits) == MAX_HITS else ""))
    context = {**page_head(gettext("Zoeken"), "search"), "words": words, "groups": groups}
    return render(request, "portal/admin/finding.html", context)
