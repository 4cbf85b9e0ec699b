"""Files that come one by one, before the step is sent: a script (file-rows.js) shows each on its way."""

import uuid
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from forms_app.filling import holding
from forms_app.filling.drafts import DraftRequest, with_draft
from forms_app.filling.opened import Filling
from forms_app.filling.step_form import step_form
from forms_app.filling.submitting import submission_of
from forms_app.questions import question_type
from forms_app.questions.file import FileQuestion
from forms_app.seams import Posted
from ground.old_page import is_old_page, spots_old_pages
from records.service import client_key
from records.uploading import bound


@with_draft
def take(request: DraftRequest, key: str, draft_id: uuid.UUID, step: str, name: str) -> HttpResponse:
    """Keep the files that came for one question, and return its rows as a piece of HTML, with what was refused.

    What else was typed is not saved by it. Http404 where the step does not open, or does not ask for files.
    """
    filling = Filling(request.draft)
    now = filling.definition.step(step)
    asked = tuple(question for question in (now.questions if now else ()) if question.name == name)
    is_of_files = any(isinstance(question_type(question.type), FileQuestion) for question in asked)
    if now is None or not is_of_files or step not in filling.allowed() or submission_of(request.draft) is not None:
        raise Http404
    if is_old_page(request):
        return HttpResponse(status=403)
    posted = Posted(request.POST, request.FILES, client_key(request))
    refused = holding.take(filling.owner, replace(now, questions=asked), posted)
    form = step_form(now)(**filling.form_kwargs(now))
    field: Any = form.fields[name]
    field.refused = refused.get(name, [])
    return render(request, "forms_app/components/file_rows.html", {"field": form[name]})


guarded = spots_old_pages(require_POST(take))


@csrf_exempt  # guarded checks it: the limits on uploads must be set before the body is read, and reading the token reads it
def add_files(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Take files for a question, with limits on what is uploaded."""
    bound(request)
    response: HttpResponse = guarded(request, **kwargs)
    return response
