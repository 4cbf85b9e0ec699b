"""What a results page tells back: which result was opened, and whether it was what was looked for."""

from urllib.parse import urlencode

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from records.service import Throttled
from search.usage import recording, serving

log = structlog.get_logger(__name__)

# Both carry a token that only our own pages hold, and change nothing but a count: a CSRF cookie would make the results
# page personal.


@csrf_exempt
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Count a click that the page's script reports; the browser does not wait for the answer."""
    served = serving.read(request.POST.get("token", ""))
    if served is None:
        return HttpResponseBadRequest()
    try:
        recording.record_click(request, served, request.POST.get("key", ""))
    except DatabaseError:
        log.warning("search_click_lost", exc_info=True)
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    """Count "ja" or "nee" and show the results again, with thanks. Whoever answers too often is thanked as well."""
    served = serving.read(request.POST.get("token", ""))
    answer = request.POST.get("antwoord", "")
    if served is None or answer not in ("ja", "nee"):
        return redirect("search")
    try:
        recording.record_answer(request, served, answer == "ja")
    except Throttled:
        pass
    except DatabaseError:
        log.warning("search_answer_lost", exc_info=True)
    language = {} if served.locale == "nl" else {"taal": served.locale}
    address = urlencode({"q": served.query, **language, recording.ANSWERED: answer})
    return HttpResponseRedirect(f"{reverse('search')}?{address}#vond-u-het")
