"""A case's page in the admin, and its files. What is done to the case is cases.admin.act's."""

import datetime
import uuid
from collections.abc import Set
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cases import wording
from cases.access import permissions_of
from cases.admin import timeline, trail
from cases.admin.inbox import listed_ids
from cases.admin.reach import case_or_404, today_of
from cases.deadlines import local_date
from cases.models import Case
from cases.retention.holds import hold_on
from forms_app.service import sections
from ground.actor import from_request
from ground.admin_page import page_head
from ground.ids import read_ids
from records.service import audit_lines_of, download_file, files_of, write_audit

NAMESPACE = "wagtailsnippets_cases_case"
RECENTLY = datetime.timedelta(minutes=10)


def address(name: str, *args: Any) -> str:
    """Return the address of one of the views below."""
    return reverse(f"{NAMESPACE}:{name}", args=args)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the case: what to do next, what was asked and answered, and what happened. Writes that it was seen."""
    return case_page(request, case_or_404(request, pk, "see"))


def case_page(request: HttpRequest, case: Case, in_full: Set[str] = frozenset()) -> HttpResponse:
    """Return the case's page. in_full: the masked answers that stand on it whole."""
    others, hold = _others_here(request, case), hold_on(case)
    ended = local_date(case.closed_at) if case.closed_at else None
    _log_view(request, case)
    today = today_of(request)
    submission = case.submission
    permissions = permissions_of(request.user)  # type: ignore[arg-type]  # signed in
    context = {
        **frame(request, case),
        "trail": trail.of_case(request, case, partial(listed_ids, request.user)),
        "case": case,
        "status": case.current_status,
        "next_due": wording.due_in_words(case.next_due, today, is_closed=case.is_closed),
        "due": wording.due_in_words(case.due, today, is_closed=case.is_closed),
        "answer_due": wording.due_in_words(case.answer_due, today),
        "turn": wording.turn_in_words(case),
        "others": others,
        "permissions": permissions,
        "handles": "change" in permissions,
        "is_mine": case.handler_id == request.user.pk,
        "impossible": _impossible(case),
        "sections": sections(submission.version.definition, submission.answers, in_full=in_full) if submission else [],
        "in_full": in_full,
        "files": files_of("submission", submission.pk) if submission else [],
        "timeline": timeline.entries(case),
        "retention": wording.retention_in_words(
            case.type_version.case_type, today.date, ended, is_held=hold is not None
        ),
        "hold": hold,
    }
    return render(request, "cases/admin/case.html", context)


@require_safe
def file(request: HttpRequest, pk: int, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand out one of the case's files, and write that it was."""
    case = case_or_404(request, pk, "open_file")
    stored = files_of("submission", case.submission_id).filter(pk=file_id).first() if case.submission_id else None
    if stored is None:
        raise Http404
    write_audit(from_request(request), "case.file_opened", "case", case.pk, file=str(stored.pk))
    return download_file(stored)


def to_case(request: HttpRequest, case: Case, anchor: str = "") -> HttpResponse:
    """Lead back to the case, from the same list."""
    return HttpResponseRedirect(address("edit", case.pk) + trail.suffix(request) + anchor)


def frame(request: HttpRequest, case: Case, title: str = "") -> dict[str, Any]:
    """Return what Wagtail's page frame needs, and what keeps the list from which the case was opened."""
    above = [(trail.back(request), gettext("Zaken"))]
    if title:
        above.append((address("edit", case.pk) + trail.suffix(request), case.reference))
    head = page_head(f"{case.reference} {title or case.title}", "tasks", *above, crumb=title or case.reference)
    return {**head, "suffix": trail.suffix(request)}


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
