"""What a member of staff sees of cases, and today's calendar, read once a request."""

from django.http import Http404, HttpRequest

from cases.dates import today
from cases.models import Case
from cases.permissions import policy, visible_cases
from cases.urgency import Today

reachable = visible_cases


def case_or_404(request: HttpRequest, pk: int) -> Case:
    """Return a case that the user may see; 404 for any other, there or not."""
    case = reachable(request.user).with_words().select_related("handler").filter(pk=pk).first()
    if case is None:
        raise Http404
    return case


def may_change(request: HttpRequest, case: Case) -> bool:
    """Return whether the user may handle a case within reach (of case_or_404), not only see it."""
    return policy.user_has_permission(request.user, "change")


def today_of(request: HttpRequest) -> Today:
    """Return today and the city's working days. One query a request."""
    known: Today | None = getattr(request, "_today", None)
    if known is None:
        known = today()
        request._today = known  # type: ignore[attr-defined]  # kept for the rest of this request
    return known
