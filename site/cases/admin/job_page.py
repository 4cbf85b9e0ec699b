"""How far a job over many cases is, for who asked for it."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cases import bulk_jobs
from cases.admin.case_page import address
from cases.admin.reach import reachable
from cases.models import BulkJob, BulkJobItem, Case
from ground.admin_page import page_head

MAX_NAMED = 100
"""How many refused cases the page names; the rest it counts."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a job does, and how far it is."""

    doing: str
    result: str


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
        **page_head(gettext("Zaken toewijzen"), "tasks", (address("list"), gettext("Zaken"))),
        "words": _words(job, now, is_mine=job.handler_id == request.user.pk),
        "progress": now,
        "refused": refused.select_related("case").order_by("pk")[:MAX_NAMED],
        "unnamed": max(0, now.refused - MAX_NAMED),
        "inbox": address("list"),
    }
    return render(request, "cases/admin/bulk_job.html", context)


def _words(job: BulkJob, progress: bulk_jobs.Progress, *, is_mine: bool) -> Words:
    counts = {"done": progress.done, "total": progress.total, "name": job.handler}
    if is_mine:
        doing = gettext("Deze zaken worden aan u toegewezen.")
        result = gettext("Klaar: %(done)s van %(total)s zaken zijn nu van u.")
    elif job.handler:
        doing = gettext("Deze zaken worden aan %(name)s toegewezen.") % counts
        result = gettext("Klaar: %(done)s van %(total)s zaken zijn nu van %(name)s.")
    else:
        doing = gettext("Deze zaken gaan terug naar hun dienst.")
        result = gettext("Klaar: %(done)s van %(total)s zaken zijn terug bij hun dienst.")
    if progress.waiting:
        result = gettext("%(done)s van %(total)s zaken zijn gedaan.")
    return Words(doing, result % counts)
