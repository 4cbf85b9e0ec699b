"""Start page, check page and confirmation; the steps between are in wizard.py."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from forms_app import submitting
from forms_app.answers import sections
from forms_app.drafts import begin, opened_draft
from forms_app.logic import evaluate
from forms_app.models import Form
from forms_app.questions import kind_of
from portal.lib.actor import from_request
from records.service import Throttled, client_key, grant, link_for, throttle
from records.views import too_many


@require_GET
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Tell what the form is for and what it asks, before anything is asked."""
    form = get_object_or_404(Form, key=key, live=True)
    version = form.current_version()
    return render(request, "pages/form_start.html", {"form": form, "definition": version and version.definition})


@csrf_exempt  # the start page is public and cached, so it carries no token; a draft begun for someone else does no harm
@require_POST
def begin_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a draft and go to its first step."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden()
    try:
        throttle("draft", client_key(request), limit=60, seconds=600)
    except Throttled as error:
        return too_many(request, error)
    form = get_object_or_404(Form, key=key, live=True)
    draft = begin(form, {"product": request.POST["product"]} if request.POST.get("product", "").isdigit() else {})
    first = draft.version.definition.steps[0].slug
    response = HttpResponseRedirect(f"/formulieren/{key}/{draft.pk}/{first}/")
    grant(request, response, link_for("draft", draft.pk, draft.expires_at))
    return response


@never_cache
@require_GET
def resume(request: HttpRequest, key: str, draft_id: uuid.UUID) -> HttpResponse:
    """Go on where the citizen was."""
    draft = opened_draft(request, key, draft_id)
    visible = evaluate(draft.version.definition, draft.answers, kind_of).steps
    done = draft.data.get("done", [])
    slug = next((slug for slug in visible if slug not in done), "controle")
    return HttpResponseRedirect(f"/formulieren/{key}/{draft_id}/{slug}/")


@never_cache
def check(request: HttpRequest, key: str, draft_id: uuid.UUID) -> HttpResponse:
    """Show all answers with links to change them; POST submits, any number of times, once."""
    draft = opened_draft(request, key, draft_id)
    done_address = f"/formulieren/{key}/{draft_id}/klaar/"
    if submitting.submission_of(draft) is not None:
        return HttpResponseRedirect(done_address)
    definition = draft.version.definition
    visible = evaluate(definition, draft.answers, kind_of).steps
    if unfinished := [slug for slug in visible if slug not in draft.data.get("done", [])]:
        return HttpResponseRedirect(f"/formulieren/{key}/{draft_id}/{unfinished[0]}/")
    if request.method == "POST":
        submission, checked = submitting.submit_draft(from_request(request), draft)
        if submission is not None:
            return HttpResponseRedirect(done_address, status=303)
        return HttpResponseRedirect(f"/formulieren/{key}/{draft_id}/{checked.first_bad_step}/")
    context = {"definition": definition, "draft": draft, "sections": sections(definition, draft.answers)}
    return render(request, "pages/form_check.html", context)


@never_cache
@require_GET
def done(request: HttpRequest, key: str, draft_id: uuid.UUID) -> HttpResponse:
    """Confirm: reference, what happens now, and the link to follow the case. Safe to reload."""
    draft = opened_draft(request, key, draft_id)
    submission = submitting.submission_of(draft)
    if submission is None:
        return HttpResponseRedirect(f"/formulieren/{key}/{draft_id}/")
    context = {
        "definition": draft.version.definition,
        "submission": submission,
        "receipt": submitting.receipt(submission),
    }
    return render(request, "pages/form_done.html", context)
