"""A draft that does not open: why, what was typed given back, and how to go on. Nothing of the draft itself shows."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from forms_app.definition.structure import Definition, Question
from forms_app.errors import CookieRefused, DraftExpired, DraftLost, FormsError
from forms_app.filling.api_submissions import get_live_form
from forms_app.filling.opened import lines_of, typed_by_step
from forms_app.models import Draft, FormVersion

JUST_BEGUN = timedelta(minutes=1)
"""A draft this young of which nothing was saved was begun one request ago: who lacks its cookie now, refused it."""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What was typed at a question, as people read it."""

    question: Question
    lines: list[str]


def not_opened(
    request: HttpRequest, key: str, reason: FormsError, *, draft_id: uuid.UUID | None = None, step: str = ""
) -> HttpResponse:
    """Return the page for a draft that does not open, with what this request itself brought.

    The labels of the answers are those of the version on which the draft was begun, which is public.
    """
    live = get_live_form(key)
    newest = live[1].definition if live else None
    definition = (_definition_of(key, draft_id) or newest) if request.method == "POST" else None
    typed = typed_by_step(request.POST, definition) if definition else {}
    answers = _answers(definition, typed) if definition else []
    is_expired, is_refused = isinstance(reason, DraftExpired), _is_refused(request, reason, draft_id)
    context = {
        "title": _title(is_expired=is_expired, is_refused=is_refused),
        "form": live[0] if live else None,
        "step": definition.step(step) if definition else None,
        "answers": answers,
        "fields": [(name, value) for each in typed.values() for name, values in each.items() for value in values],
        "has_files": bool(request.FILES),
        "email": request.POST.get("email", "") if not answers else "",
        "is_expired": is_expired,
        "expired_at": reason.expired_at if isinstance(reason, DraftExpired) else None,
        "is_refused": is_refused,
        "days": settings.DRAFT_DAYS,
    }
    status = 410 if is_expired else 403
    return render(request, "forms_app/not_opened.html", context, status=status)


def _title(*, is_expired: bool, is_refused: bool) -> str:
    if is_refused:
        return gettext("Uw browser weigert cookies")
    if is_expired:
        return gettext("Dit formulier is verlopen")
    return gettext("Uw browser kan dit formulier niet meer openen")


def _is_refused(request: HttpRequest, reason: FormsError, draft_id: uuid.UUID | None) -> bool:
    """Return whether the browser refuses cookies. A step that is sent was shown before, so its cookie was lost since."""
    if isinstance(reason, CookieRefused):
        return True
    if not isinstance(reason, DraftLost) or request.method == "POST" or draft_id is None:
        return False
    return Draft.objects.filter(pk=draft_id, lock_version=0, created_at__gt=timezone.now() - JUST_BEGUN).exists()


def _definition_of(key: str, draft_id: uuid.UUID | None) -> Definition | None:
    version = FormVersion.objects.filter(form__key=key, drafts__pk=draft_id).first() if draft_id else None
    return version.definition if version else None


def _answers(definition: Definition, typed: dict[str, dict[str, list[str]]]) -> list[TypedAnswer]:
    answers = [
        TypedAnswer(question, lines_of(question, typed[step.slug]))
        for step in definition.steps
        if step.slug in typed
        for question in step.questions
    ]
    return [answer for answer in answers if answer.lines]
