"""Beginning, opening and purging drafts."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from forms_app.models import Draft, Form
from records.models import StoredFile
from records.service import granted, release


def begin(form: Form, context: dict[str, Any]) -> Draft:
    """Return a new draft on the form's newest version; Http404 when it was never published or is not live."""
    version = form.current_version()
    if version is None or not form.live:
        raise Http404
    return Draft.objects.create(version=version, context=context)


def opened_draft(request: HttpRequest, key: str, draft_id: uuid.UUID) -> Draft:
    """Return the draft that this browser was granted; raises Http404 alike for unknown, expired and not granted."""
    if granted(request, "draft", draft_id) is None:
        raise Http404
    draft = Draft.objects.select_related("version__form").filter(pk=draft_id, version__form__key=key).first()
    if draft is None or draft.is_expired():
        raise Http404
    return draft


def purge_expired() -> int:
    """Delete expired drafts with their files and return how many; submissions have taken over their own files."""
    gone = list(Draft.objects.filter(expires_at__lt=timezone.now()).values_list("pk", flat=True)[:500])
    release(StoredFile.objects.filter(owner_kind="draft", owner_id__in=[str(pk) for pk in gone]))
    Draft.objects.filter(pk__in=gone).delete()
    return len(gone)
