"""Beginning, opening and purging drafts."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from forms_app.api_submissions import get_live_form
from forms_app.errors import DraftGone
from forms_app.models import Draft, Form
from records.models import StoredFile
from records.service import granted, release

Response = TypeVar("Response", bound=HttpResponseBase)


def begin(form: Form, context: dict[str, Any]) -> Draft:
    """Return a new draft on the form's newest version; Http404 when it was never published or is not live."""
    version = form.current_version()
    if version is None or not form.live:
        raise Http404
    return Draft.objects.create(version=version, context=context)


def opened_draft(request: HttpRequest, key: str, draft_id: uuid.UUID) -> Draft:
    """Return the draft that this browser was granted; raises DraftGone alike for unknown, expired and not granted."""
    if granted(request, "draft", draft_id) is None:
        raise DraftGone(key)
    draft = Draft.objects.select_related("version__form").filter(pk=draft_id, version__form__key=key).first()
    if draft is None or draft.is_expired():
        raise DraftGone(key)
    return draft


def with_draft(view: Callable[..., Response]) -> Callable[..., Response | HttpResponse]:
    """Give a view the draft of its address as request.draft; one page for every draft that does not open."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, key: str, draft_id: uuid.UUID, **kwargs: Any) -> Response | HttpResponse:
        try:
            request.draft = opened_draft(request, key, draft_id)  # type: ignore[attr-defined]
        except DraftGone:
            return gone(request, key)
        return view(request, key=key, draft_id=draft_id, **kwargs)

    return wrapper


def gone(request: HttpRequest, key: str) -> HttpResponse:
    """Return the one neutral page for a draft that does not open, with the way to begin again where there is one."""
    return render(request, "pages/form_gone.html", {"found": get_live_form(key)}, status=410)


def purge_expired() -> int:
    """Delete expired drafts with their files and return how many; submissions have taken over their own files."""
    gone = list(Draft.objects.filter(expires_at__lt=timezone.now()).values_list("pk", flat=True)[:500])
    release(StoredFile.objects.filter(owner_kind="draft", owner_id__in=[str(pk) for pk in gone]))
    Draft.objects.filter(pk__in=gone).delete()
    return len(gone)
