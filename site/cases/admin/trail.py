"""The list from which a case was opened. Its query goes along in the address, so that the way back and the next case know it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from cases.models import Case
from ground.ids import read_number

LIST, POSITION = "lijst", "plaats"
KEPT_PARAMETERS = ("q", "urgency", "whose", "show", "status", "type", "ordering", "p")
"""What of the list's own query goes along: its search, filters, order and page."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Addresses ("" where there is none) around a case; suffix is what keeps the trail on the case's other addresses."""

    back: str
    suffix: str = ""
    previous: str = ""
    next: str = ""
    number: int = 0
    total: int = 0


def list_query(given: QueryDict) -> str:
    """Return the part of a list's query that goes along, encoded; its page too."""
    return urlencode([(key, value) for key in KEPT_PARAMETERS for value in given.getlist(key) if value])


def suffix(request: HttpRequest) -> str:
    """Return what the case's other addresses need at their end so that the trail is not lost; "" without one."""
    kept = {name: request.GET[name] for name in (LIST, POSITION) if name in request.GET}
    return f"?{urlencode(kept)}" if kept else ""


def back(request: HttpRequest) -> str:
    """Return the list's address as it was, with search, filters and page."""
    query = list_query(QueryDict(request.GET.get(LIST, "")))
    return _address("list") + (f"?{query}" if query else "")


def of_case(request: HttpRequest, case: Case, listed: Callable[[QueryDict], list[int]]) -> Trail:
    """Return the way back, and the neighbours where the list is known. A case that left the list since has them too.

    listed returns the ids on the list of a query, in its order.

    A step that takes a case off the list (claimed, closed) leaves its place: the case that now stands there is the next.
    """
    if LIST not in request.GET:
        return Trail(back(request))
    ids = listed(QueryDict(request.GET[LIST]))
    is_listed = case.pk in ids
    place = ids.index(case.pk) if is_listed else read_number(request.GET.get(POSITION)) or 0
    after = place + 1 if is_listed else place
    return Trail(
        back(request),
        _suffix(request, place),
        _neighbour(request, ids, place - 1),
        _neighbour(request, ids, after),
        place + 1 if is_listed else 0,
        len(ids),
    )


def _neighbour(request: HttpRequest, ids: list[int], place: int) -> str:
    return _address("edit", ids[place]) + _suffix(request, place) if 0 <= place < len(ids) else ""


def _suffix(request: HttpRequest, place: int) -> str:
    return f"?{urlencode({LIST: request.GET[LIST], POSITION: place})}"


def _address(name: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_cases_case:{name}", args=args)
