"""How far a job over many cases is, for who asked for it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cases import bulk_jobs
from cases.admin.case_page import address
from cases.admin.reach import reachable
from cases.models import BulkJob, BulkJobItem, Case

MAX_NAMED = 100
"""How many refused cases the page names; the rest it counts."""


@require_safe
def show(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """Show the count, and each case that was refused with the reason. Only to who asked, and only cases still within reach;
    what they were excluded from meanwhile does not count either.
    """
    job = BulkJob.objects.select_related("handler").filter(pk=job_id, asked_by_id=request.user.pk).first()
    if job is None:
        raise Http404
    now = bulk_jobs.progress(job, Case.objects.not_excluding(request.user))  # type: ignore[arg-type]  # signed in
    refused = job.items.filter(state=BulkJobItem.State.REFUSED, case__in=reachable(request.user).order_by())
    context = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {"url": address("list"), "label": gettext("Zaken")},
            {"url": "", "label": gettext("Zaken toewijzen")},
        ],
        "header_title": gettext("Zaken toewijzen"),
        "header_icon": "tasks",
        "job": job,
        "progress": now,
        "is_mine": job.handler_id == request.user.pk,
        "refused": refused.select_related("case").order_by("pk")[:MAX_NAMED],
        "unnamed": max(0, now.refused - MAX_NAMED),
        "inbox": address("list"),
    }
    return render(request, "cases/admin/bulk_job.html", context)
