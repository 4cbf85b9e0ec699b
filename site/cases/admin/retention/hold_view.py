"""Putting a hold on a case by its number, and lifting one from the list."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cases.admin.retention.lists import LegalHoldsView
from cases.errors import CasesError, NotPossible
from cases.reference import normalise
from cases.retention import holds
from ground.actor import from_request
from people.service import reference_prefix


@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Put a hold; where that is refused, show the list again with what was typed."""
    typed = request.POST.get("reference", "")
    try:
        reference = normalise(typed, reference_prefix())
        if reference is None:
            raise NotPossible(gettext("Kijk het nummer na: er staat een fout in."))
        holds.place_by_number(from_request(request), reference, request.POST.get("reason", ""))
    except CasesError as error:
        messages.error(request, str(error))
        request.method = "GET"
        answer: HttpResponse = LegalHoldsView.as_view()(request)
        return answer
    messages.success(request, gettext("Zaak %(number)s blijft bewaard tot u dit opheft.") % {"number": reference})
    return HttpResponseRedirect(reverse("legal_holds"))


@require_POST
def lift(request: HttpRequest, case_id: int) -> HttpResponse:
    """Lift the hold on a case."""
    try:
        holds.lift_by_id(from_request(request), case_id)
    except CasesError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, gettext("De bewaarplicht is opgeheven. De bewaartermijn van het zaaktype geldt weer.")
        )
    return HttpResponseRedirect(reverse("legal_holds"))
