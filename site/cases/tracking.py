"""The citizen's view of a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cases.models import Case
from records.service import granted
from records.views import unknown


def case_address(case_id: str) -> str | None:
    """Return the address of a case's tracking page, or None when it is gone."""
    reference = Case.objects.filter(pk=case_id).values_list("reference", flat=True).first()
    return f"/zaken/{reference}/" if reference else None


@never_cache
@require_GET
def track(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where the case is, for a browser that followed its link; for any other the one neutral page."""
    case = Case.objects.select_related("type_version", "department").filter(reference=reference).first()
    if case is None or granted(request, "case", case.pk) is None:
        return unknown(request)
    workflow = case.type_version.workflow
    context = {"case": case, "status": workflow.status(case.status), "events": case.events.all()}
    return render(request, "pages/case_tracking.html", context)
