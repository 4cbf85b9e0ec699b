"""Half-filled forms that this browser may open, to offer them again where their citizen looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from forms_app.filling.opened import Filling
from forms_app.filling.submitting import key_of
from forms_app.models import Draft, Submission
from records.service import granted_links


@dataclass(frozen=True, slots=True)
class UnfinishedForm:
    """A form that was begun and not sent: what it is called, where it goes on, and how long that works."""

    title: str
    url: str
    saved_at: datetime
    expires_at: datetime
    number: int
    count: int
    """The step at which it goes on, of how many that show; number 0 when all are done."""


def unfinished_forms(request: HttpRequest, keys: Iterable[str] | None = None) -> list[UnfinishedForm]:
    """Return this browser's drafts that hold something and were not sent, newest first; of some forms when keys are given.

    No query for a browser that began nothing, else three.
    """
    ids = list(granted_links(request, "draft").values_list("object_id", flat=True))
    if not ids:
        return []
    drafts = Draft.objects.filter(pk__in=ids, expires_at__gt=timezone.now()).exclude(data={})
    if keys is not None:
        drafts = drafts.filter(version__form__key__in=list(keys)[:20])
    begun = list(drafts.select_related("version__form").order_by("-updated_at"))
    sent = Submission.objects.filter(idempotency_key__in=map(key_of, begun))
    keys_sent = set(sent.values_list("idempotency_key", flat=True))
    return [_unfinished(draft) for draft in begun if key_of(draft) not in keys_sent]


def _unfinished(draft: Draft) -> UnfinishedForm:
    filling = Filling(draft)
    steps, to_do = filling.visible.steps, filling.to_do()
    return UnfinishedForm(
        draft.version.definition.title,
        reverse("form_resume", args=[draft.version.form.key, draft.pk]),
        draft.updated_at,
        draft.expires_at,
        steps.index(to_do[0]) + 1 if to_do else 0,
        len(steps),
    )
