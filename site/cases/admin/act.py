"""The one view of all actions on a case: it fetches with access, binds the form, performs the action, and leads back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cases.actions.base import CaseAction, Doing
from cases.actions.performing import perform, preview
from cases.admin.case_page import case_page, frame, to_case
from cases.admin.reach import case_or_404
from cases.errors import CasesError, NotAllowed, TextIncomplete
from cases.models import Case
from cases.registry import action_at
from ground.actor import from_request
from ground.locking import Conflict, posted_version


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, path: str, argument: str = "") -> HttpResponse:
    """Do the action by POST.

    before that, or when it was refused, show its page with what was typed. One without a page leads back.
    """
    action = action_at(path)
    if action is None or bool(argument) != bool(action.argument):
        raise Http404
    case = case_or_404(request, pk, action.code)
    if not action.has_argument(case, argument):
        raise Http404
    form = action.form(case, argument, request.POST if request.method == "POST" else None)
    if form.is_bound and "preview" not in request.POST:
        if not form.is_valid() and not action.template:
            raise Http404  # a button posts only what its page offered
        if form.is_valid() and _done(request, action, _doing(request, action, case, argument, form.cleaned_data), form):
            return case_page(request, case, {argument}) if action.reveals else to_case(request, case, action.anchor)
        case = case_or_404(request, pk, action.code)
    if not action.template:
        return to_case(request, case, action.anchor)
    return render(request, action.template, _context(request, action, case, argument, form))


def _done(request: HttpRequest, action: CaseAction, doing: Doing, form: forms.BaseForm) -> bool:
    """Do the action and tell how it went; False when it was refused, with the reason on the page or beside the text."""
    version = posted_version(request.POST)
    try:
        perform(doing.actor, doing.case, action.code, lock_version=version, **doing.values)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except TextIncomplete as error:
        form.add_error(action.text_field, str(error))
        return False
    except (CasesError, Conflict) as error:
        messages.error(request, str(error))
        return False
    if not action.reveals:
        messages.success(request, action.success(doing))
    return True


def _doing(request: HttpRequest, action: CaseAction, case: Case, argument: str, values: dict[str, Any]) -> Doing:
    given = {**values, action.argument: argument} if action.argument else values
    return Doing(from_request(request), request.user, case, timezone.now(), given)  # type: ignore[arg-type]  # signed in


def _context(
    request: HttpRequest, action: CaseAction, case: Case, argument: str, form: forms.BaseForm
) -> dict[str, Any]:
    """Return what the page needs.

    What the form holds now, posted or proposed, is shown as the citizen would read it where it is valid.
    """
    now = action.form(case, argument, form.data if form.is_bound else action.initial(case, argument))
    doing = _doing(request, action, case, argument, now.cleaned_data if now.is_valid() else {})
    refusal = action.refusal(doing)
    return {
        **frame(request, case, str(action.title(case, argument))),
        "case": case,
        "action": action,
        "argument": argument,
        "form": form,
        "title": action.title(case, argument),
        "typed": [form[name].value() for name in form.fields if form[name].value()],
        "refusal": refusal,
        "preview": preview(action, doing) if now.is_valid() and not refusal else None,
    }
