"""Beginning, opening and purging drafts."""

import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from forms_app.definition.wire import Stored
from forms_app.errors import DraftExpired, DraftLost
from forms_app.filling.not_opened import not_opened
from forms_app.filling.opened import Typed
from forms_app.models import Draft, Form
from ground.public import is_published_now
from records.service import expired_grant, granted_link, personal_data

PURGE_BATCH = 500

Response = TypeVar("Response", bound=HttpResponseBase)


class DraftRequest(HttpRequest):
    """A request of a browser that may open the draft of its address."""

    draft: Draft


def begin(form: Form, context: dict[str, Any], typed: Mapping[str, Typed] | None = None) -> Draft:
    """Return a new draft on the form's newest version, with what was typed before, by step.

    Http404 when the form was never published or is not live.
    """
    version = form.current_version()
    if version is None or not is_published_now(form):
        raise Http404
    data = {Stored.STEP_DATA: dict(typed)} if typed else {}
    return Draft.objects.create(version=version, context=context, data=data)


def opened_draft(request: HttpRequest, key: str, draft_id: uuid.UUID) -> Draft:
    """Return the draft that this browser was granted.

    Raises DraftExpired for whoever could open it once, and DraftLost alike for unknown and not granted.
    """
    if granted_link(request, "draft", draft_id) is None:
        link = expired_grant(request, "draft", draft_id)
        if link is not None and link.expires_at is not None:
            raise DraftExpired(link.expires_at)
        raise DraftLost(key)
    draft = Draft.objects.select_related("version__form").filter(pk=draft_id, version__form__key=key).first()
    if draft is None:
        raise DraftLost(key)
    if draft.is_expired():
        raise DraftExpired(draft.expires_at)
    return draft


def with_draft(view: Callable[..., Response]) -> Callable[..., Response | HttpResponse]:
    """Give a view the draft of its address as request.draft; one page for every draft that does not open."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, key: str, draft_id: uuid.UUID, **kwargs: Any) -> Response | HttpResponse:
        try:
            cast(DraftRequest, request).draft = opened_draft(request, key, draft_id)
        except (DraftLost, DraftExpired) as error:
            return not_opened(request, key, error, draft_id=draft_id, step=kwargs.get("step", ""))
        return view(request, key=key, draft_id=draft_id, **kwargs)

    return wrapper


def purge_expired() -> int:
    """Erase expired drafts, each in a transaction, and return how many; submissions have taken over what was theirs."""
    gone = list(Draft.objects.filter(expires_at__lt=timezone.now()).values_list("pk", flat=True)[:PURGE_BATCH])
    for pk in gone:
        personal_data.erase("draft", pk)
    return len(gone)
