"""Start page, check page and confirmation; the steps between are in wizard.py."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms_app.definition.wire import Page, Wire, value, values
from forms_app.errors import CookieRefused, DraftLost
from forms_app.filling import prefill, submitting, uploads
from forms_app.filling.answers import EVERYTHING, sections
from forms_app.filling.api_submissions import get_live_form
from forms_app.filling.applicant import reach_of, reach_question
from forms_app.filling.drafts import DraftRequest, begin, with_draft
from forms_app.filling.not_opened import not_opened
from forms_app.filling.opened import Filling, typed_by_step, typed_in
from forms_app.filling.overview import steps_by_name
from forms_app.filling.personal_data import personal_data_of
from forms_app.filling.starting import at_hand, introduction_of, steps_ahead
from forms_app.filling.step_form import step_form
from forms_app.filling.unfinished import unfinished_forms
from forms_app.models import Draft, Form
from ground.actor import from_request
from ground.ids import read_id
from ground.old_page import is_old_page, spots_old_pages
from ground.versions import digest
from records.service import Throttle, client_key, download_file, grant_link, link_for

BEGUN_DRAFTS = Throttle("draft", 3000, 600)
"""Of one address: a school or an office behind one router begins many on a day on which a form opens."""


@never_cache
@require_safe
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Tell what the form is for and what it asks, before anything is asked; of a closed one, that it is closed."""
    live = get_live_form(key)
    if live is None:
        return closed(request, key)
    form, version = live
    context = {
        "form": form,
        "definition": version.definition,
        "unfinished": unfinished_forms(request, [key]),
        "chosen": prefill.chosen_of(version.definition, values(request.GET, Wire.ANSWER)),
        "introduction": introduction_of(version.definition),
        "at_hand": list(at_hand(version.definition)),
        "ahead": steps_ahead(version.definition),
        "personal_data": personal_data_of(
            version.destination, submitting.noun_of(version), version.definition.questions.values()
        ),
    }
    return render(request, "forms_app/start.html", context)


def closed(request: HttpRequest, key: str) -> HttpResponse:
    """Return the page of a form that was open once; Http404 when nobody ever saw it. Drafts that run go on."""
    form = get_object_or_404(Form, key=key)
    version = form.current_version()
    if version is None:
        raise Http404
    return render(request, "forms_app/closed.html", {"definition": version.definition}, status=410)


@csrf_exempt  # the start page is public and cached, so it carries no token; a draft begun for someone else does no harm
@require_POST
def begin_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a draft and go to its first step."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden()
    BEGUN_DRAFTS.count(client_key(request))
    live = get_live_form(key)
    if live is None:
        return closed(request, key)
    form, version = live
    product = request.POST.get(Wire.PRODUCT, "")
    context = {Wire.PRODUCT.value: product} if read_id(product) else {}
    chosen = prefill.chosen_of(version.definition, values(request.POST, Wire.ANSWER))
    draft = begin(form, context, prefill.typed_of(version.definition, chosen))
    return _lead_to(request, draft)


def begin_with(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a draft that holds what was typed in one that does not open any more; it gets nothing else of the old one."""
    if is_old_page(request):  # the page that posts here gave the browser a cookie
        return not_opened(request, key, DraftLost(key) if request.COOKIES else CookieRefused(key))
    BEGUN_DRAFTS.count(client_key(request))
    live = get_live_form(key)
    if live is None:
        return not_opened(request, key, DraftLost(key))
    form, version = live
    return _lead_to(request, begin(form, {}, typed_by_step(request.POST, version.definition)))


# A page that is too old is shown again, never lost.
begin_again = csrf_exempt(spots_old_pages(require_POST(begin_with)))


def _lead_to(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Give this browser the key to a new draft and lead it to the first step."""
    filling = Filling(draft)
    first = filling.visible.steps[0] if filling.visible.steps else Page.CHECK
    response = HttpResponseRedirect(f"{filling.address}{first}/")
    grant_link(request, response, link_for("draft", draft.pk, draft.expires_at))
    return response


@require_safe
@with_draft
def resume(request: DraftRequest, key: str, draft_id: uuid.UUID) -> HttpResponse:
    """Go on where the citizen was."""
    filling = Filling(request.draft)
    if submitting.submission_of(request.draft) is not None:
        return HttpResponseRedirect(f"{filling.address}{Page.DONE}/")
    to_do = filling.to_do()
    return HttpResponseRedirect(f"{filling.address}{to_do[0] if to_do else Page.CHECK}/")


@with_draft
def show_check(request: DraftRequest, key: str, draft_id: uuid.UUID) -> HttpResponse:
    """Show all answers with links to change them; POST submits, any number of times, once."""
    draft = request.draft
    filling = Filling(draft)
    if submitting.submission_of(draft) is not None:
        return HttpResponseRedirect(f"{filling.address}{Page.DONE}/", status=303)
    if to_do := filling.to_do():
        return HttpResponseRedirect(f"{filling.address}{to_do[0]}/")
    is_old = is_old_page(request)
    # What is sent is what was shown: another window may have changed an answer since.
    now, shown = answers_digest(draft), value(request.POST, Wire.ANSWERS_DIGEST)
    has_changed = request.method == "POST" and shown not in (None, now)
    if request.method == "POST" and not has_changed and not is_old:
        submission, checked = submitting.submit_draft(from_request(request), draft)
        if submission is not None:
            return HttpResponseRedirect(f"{filling.address}{Page.DONE}/", status=303)
        return HttpResponseRedirect(f"{filling.address}{checked.first_bad_step}/?{Wire.SHOW_ERRORS}")
    noun, reach = submitting.noun_of(draft.version), reach_of(filling.definition, filling.visible.answers)
    answered = sections(filling.definition, draft.answers, in_full=EVERYTHING)
    context = {
        "definition": filling.definition,
        "draft": draft,
        "sections": answered,
        "steps": steps_by_name(filling, ""),
        "back": f"../{answered[-1].step.slug}/" if answered else filling.address,
        "answers_digest": now,
        "has_changed": has_changed,
        "is_old": is_old,
        "noun": noun,
        "personal_data": personal_data_of(
            draft.version.destination, noun, map(filling.definition.questions.__getitem__, filling.visible.questions)
        ),
        "reach": reach,
        "reach_question": reach_question(filling.definition, filling.visible.questions, reach),
    }
    return render(request, "forms_app/check.html", context, status=403 if is_old else 409 if has_changed else 200)


check = csrf_exempt(spots_old_pages(require_http_methods(["GET", "HEAD", "POST"])(show_check)))


def answers_digest(draft: Draft) -> str:
    """Return a digest of the answers as they are now."""
    return digest(draft.answers)[:16]


@require_safe
@with_draft
def done(request: DraftRequest, key: str, draft_id: uuid.UUID) -> HttpResponse:
    """Confirm: reference, what happens now, and the link to follow the case. Safe to reload."""
    draft = request.draft
    submission = submitting.submission_of(draft)
    if submission is None:
        return redirect("form_resume", key=key, draft_id=draft_id)
    context = {
        "definition": draft.version.definition,
        "submission": submission,
        "receipt": submitting.receipt(submission),
        "sent_at": submission.created_at,
        "noun": submitting.noun_of(submission.version),
        "reach": reach_of(submission.version.definition, submission.answers),
    }
    return render(request, "forms_app/done.html", context)


@require_POST
@with_draft
def visible(request: DraftRequest, key: str, draft_id: uuid.UUID, step: str) -> HttpResponse:
    """Answer as JSON which questions of a step show with what is typed now, by the same function as everywhere."""
    filling = Filling(request.draft)
    now = filling.definition.step(step)
    if now is None or step not in filling.allowed():
        raise Http404
    form = step_form(now)(filling.with_held(now, typed_in(request.POST, now)), **filling.form_kwargs(now))
    return JsonResponse({"shown": form.shown()})


@require_safe
@with_draft
def file(request: DraftRequest, key: str, draft_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand a file out to who sent it, as long as it is in their own draft."""
    stored = uploads.owned(request.draft, str(file_id))
    if stored is None:
        raise Http404
    return download_file(stored)


@never_cache
@require_safe
def unfinished(request: HttpRequest) -> HttpResponse:
    """Return the half-filled forms of this browser as a piece of HTML, of the forms that are named; 204 when there are none.

    A page that is kept for everybody asks for it by a script (site.js).
    """
    forms = unfinished_forms(request, request.GET.getlist(Wire.FORM))
    if not forms:
        return HttpResponse(status=204)
    return render(request, "forms_app/components/unfinished_forms.html", {"unfinished": forms})
