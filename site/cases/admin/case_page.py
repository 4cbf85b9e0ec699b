"""A case's page and what a handler does there. Each view fetches with access, calls one action, and leads back."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cases import actions, notices, wording
from cases.admin import timeline, trail
from cases.admin.inbox import listed_ids
from cases.admin.reach import case_or_404, may_change, today_of
from cases.errors import CasesError, NotAllowed, NotPossible, TextIncomplete
from cases.models import Case
from cases.permissions import policy, staff_of
from cases.workflow import Transition
from forms_app.service import sections
from ground.actor import from_request
from ground.ids import read_id, read_ids
from ground.locking import Conflict, posted_version
from records.service import audit_lines_of, download, files_of, write_audit

NAMESPACE = "wagtailsnippets_cases_case"
RECENTLY = datetime.timedelta(minutes=10)


def address(name: str, *args: Any) -> str:
    """Return the address of one of the views below."""
    return reverse(f"{NAMESPACE}:{name}", args=args)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the case: what to do next, what was asked and answered, and what happened. Writes that it was seen."""
    return _page(request, case_or_404(request, pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_in_full(request: HttpRequest, pk: int, question: str) -> HttpResponse:
    """Show the case with one masked answer whole: by POST, each time asked for and written down. GET shows the case as usual."""
    case = case_or_404(request, pk)
    if request.method != "POST":  # a reload, or a session that had ended
        return HttpResponseRedirect(address("edit", case.pk))
    try:
        actions.show_in_full(from_request(request), case, question)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except NotPossible as error:
        raise Http404 from error
    return _page(request, case, in_full=frozenset({question}))


def _page(request: HttpRequest, case: Case, in_full: frozenset[str] = frozenset()) -> HttpResponse:
    others = _others_here(request, case)
    _log_view(request, case)
    today = today_of(request)
    submission = case.submission
    handles = may_change(request, case)
    context = {
        **_frame(request, case),
        "trail": trail.of_case(request, case, partial(listed_ids, request.user)),
        "case": case,
        "status": case.current_status,
        "next_due": wording.due_in_words(case.next_due, today, is_closed=case.is_closed),
        "due": wording.due_in_words(case.due, today, is_closed=case.is_closed),
        "answer_due": wording.due_in_words(case.answer_due, today),
        "turn": wording.turn_in_words(case),
        "others": others,
        "handles": handles,
        "is_mine": case.handler_id == request.user.pk,
        "colleagues": _colleagues(request, case),
        "moves": case.workflow.moves_from(case.status),
        "impossible": _impossible(case),
        "sections": sections(submission.version.definition, submission.answers, in_full=in_full) if submission else [],
        "in_full": in_full,
        "files": files_of("submission", submission.pk) if submission else [],
        "timeline": timeline.entries(case),
        "retention": wording.retention_in_words(case.type_version.case_type),
    }
    return render(request, "cases/admin/case.html", context)


def step(request: HttpRequest, pk: int, target: str) -> HttpResponseBase:
    """Show what the citizen will read; POST makes the move. What was typed is never lost."""
    case = case_or_404(request, pk)
    if not may_change(request, case):
        raise PermissionDenied
    move = case.workflow.transition(case.status, target)
    known = any(status.code == target for status in case.workflow.statuses)
    if not known:
        raise Http404
    text = request.POST.get("message", move.message if move else "")
    version, error = posted_version(request.POST), ""
    if request.method == "POST" and "preview" not in request.POST:
        done = gettext("De zaak staat nu op “%(status)s”.") % {"status": case.workflow.status(target).label}
        try:
            if _try(
                request,
                lambda: actions.move(from_request(request), case, target, lock_version=version, message=text),
                done,
            ):
                return _to_case(request, case)
        except TextIncomplete as incomplete:
            error = str(incomplete)
        case = case_or_404(request, pk)
        move = case.workflow.transition(case.status, target)
    context = {**_step_context(request, case, target, move, text), "error": error}
    return render(request, "cases/admin/step.html", context)


def message(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write to the citizen without another status."""
    case = case_or_404(request, pk)
    if not may_change(request, case):
        raise PermissionDenied
    text, error = request.POST.get("message", ""), ""
    if request.method == "POST" and "preview" not in request.POST:
        version = posted_version(request.POST)
        done = (
            gettext("Het bericht vertrekt naar de burger.")
            if case.applicant_email
            else gettext("Het bericht is bewaard.")
        )
        try:
            if _try(request, lambda: actions.message(from_request(request), case, text, lock_version=version), done):
                return _to_case(request, case)
        except TextIncomplete as incomplete:
            error = str(incomplete)
        case = case_or_404(request, pk)
    return render(request, "cases/admin/message.html", {**_message_context(request, case, text), "error": error})


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an internal note."""
    case = case_or_404(request, pk)
    _try(
        request,
        lambda: actions.note(from_request(request), case, request.POST.get("text", "")),
        gettext("De nota is bewaard."),
    )
    return _to_case(request, case, "#tijdlijn")


@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the case, give it back, or give it to a colleague."""
    case = case_or_404(request, pk)
    given = request.POST.get("handler", "")
    handler = get_user_model().objects.filter(pk=read_id(given) or 0, is_active=True).first()
    if given and handler is None:
        raise Http404
    done = (
        gettext("De zaak is nu van %(name)s.") % {"name": handler}
        if handler
        else gettext("De zaak is weer van de hele dienst.")
    )
    version = posted_version(request.POST)
    _try(request, lambda: actions.assign(from_request(request), case, handler, lock_version=version), done)
    return _to_case(request, case)


@require_POST
def retry_mail(request: HttpRequest, pk: int, message_id: uuid.UUID) -> HttpResponse:
    """Try a mail again that failed for good."""
    case = case_or_404(request, pk)
    _try(
        request,
        lambda: actions.retry_mail(from_request(request), case, message_id),
        gettext("We proberen de mail opnieuw te versturen."),
    )
    return _to_case(request, case, "#tijdlijn")


@require_safe
def file(request: HttpRequest, pk: int, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand out one of the case's files, and write that it was."""
    case = case_or_404(request, pk)
    stored = files_of("submission", case.submission_id).filter(pk=file_id).first() if case.submission_id else None
    if stored is None:
        raise Http404
    write_audit(from_request(request), "case.file_opened", "case", case.pk, file=str(stored.pk))
    return download(stored)


def _try(request: HttpRequest, action: Callable[[], Any], done: str) -> bool:
    """Run an action and tell how it went; False when it was refused, with the reason on the page.

    TextIncomplete is raised on: it belongs beside the text.
    """
    try:
        action()
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except TextIncomplete:
        raise
    except (CasesError, Conflict) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


def _to_case(request: HttpRequest, case: Case, anchor: str = "") -> HttpResponse:
    """Lead back to the case, from the same list."""
    return HttpResponseRedirect(address("edit", case.pk) + trail.suffix(request) + anchor)


def _frame(request: HttpRequest, case: Case, title: str = "") -> dict[str, Any]:
    """Return what Wagtail's page frame needs, and what keeps the list from which the case was opened."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
        {"url": trail.back(request), "label": gettext("Zaken")},
        {"url": address("edit", case.pk) + trail.suffix(request) if title else "", "label": case.reference},
    ]
    if title:
        crumbs.append({"url": "", "label": title})
    return {
        "breadcrumbs_items": crumbs,
        "header_title": f"{case.reference} {title or case.title}",
        "header_icon": "tasks",
        "suffix": trail.suffix(request),
    }


def _step_context(request: HttpRequest, case: Case, target: str, move: Transition | None, text: str) -> dict[str, Any]:
    status = case.workflow.status(target)
    return {
        **_frame(request, case, move.label if move else status.label),
        "case": case,
        "status": status,
        "move": move,
        "text": text,
        "is_text_in_mail": notices.says_text(case, status),
        "mail": notices.preview(case, "moved", status, text) if case.applicant_email else None,
    }


def _message_context(request: HttpRequest, case: Case, text: str) -> dict[str, Any]:
    return {
        **_frame(request, case, gettext("Bericht aan de burger")),
        "case": case,
        "status": case.current_status,
        "text": text,
        "mail": notices.preview(case, "message", case.current_status) if case.applicant_email else None,
    }


def _impossible(case: Case) -> list[tuple[str, str]]:
    """Return (label, from where it can be done) of each step of the workflow that cannot be made now."""
    now = {move.target for move in case.workflow.moves_from(case.status)}
    elsewhere: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for move in case.workflow.transitions:
        if move.source != case.status and move.target not in now and move.target != case.status:
            elsewhere.setdefault(move.target, []).append(case.workflow.status(move.source).label)
            labels.setdefault(move.target, move.label)
    return [(labels[target], ", ".join(f"“{source}”" for source in sources)) for target, sources in elsewhere.items()]


def _colleagues(request: HttpRequest, case: Case) -> list[Any]:
    """Return whom the user may give the case to; empty for who may not assign."""
    if not policy.user_has_permission(request.user, "assign"):
        return []
    able = (
        staff_of(case).filter(groups__permissions__codename="change_case").distinct().order_by("first_name", "username")
    )
    return [user for user in able if user.pk != case.handler_id]


def _log_view(request: HttpRequest, case: Case) -> None:
    """Write that the user saw the case, once in ten minutes."""
    recent = audit_lines_of("case", case.pk).filter(action="case.viewed", actor_id=str(request.user.pk))
    if not recent.filter(at__gt=timezone.now() - RECENTLY).exists():
        write_audit(from_request(request), "case.viewed", "case", case.pk)


def _others_here(request: HttpRequest, case: Case) -> list[tuple[str, int]]:
    """Return (name, minutes ago) of colleagues who opened the case just now."""
    now = timezone.now()
    lines = audit_lines_of("case", case.pk).filter(action="case.viewed", at__gt=now - RECENTLY)
    last = {line.actor_id: line.at for line in reversed(lines.exclude(actor_id=str(request.user.pk)))}
    names = get_user_model().objects.filter(pk__in=read_ids(last))
    return [(str(user), int((now - last[str(user.pk)]).total_seconds() // 60)) for user in names]
