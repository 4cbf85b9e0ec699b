"""What a member of staff sees of cases, and today's calendar, read once a request."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from cases.access import case_for
from cases.dates import today
from cases.errors import CaseNotFound, NotAllowed
from cases.models import Case
from cases.permissions import visible_cases
from cases.urgency import Today
from ground.actor import from_request

reachable = visible_cases


def case_or_404(request: HttpRequest, pk: int, word: str) -> Case:
    """Return a case for what the user wants to do with it (access.word).

    404 for one out of reach, there or not, 403 without the role.
    """
    try:
        return case_for(from_request(request), pk, word, user=request.user)  # type: ignore[arg-type]  # signed in
    except CaseNotFound as error:
        raise Http404 from error
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error


def today_of(request: HttpRequest) -> Today:
    """Return today and the city's working days. One query a request."""
    known: Today | None = getattr(request, "_today", None)
    if known is None:
        known = today()
        request._today = known  # type: ignore[attr-defined]  # kept for the rest of this request
    return known
