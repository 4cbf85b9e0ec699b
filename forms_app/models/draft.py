"""A form that a citizen is filling in."""

import uuid
from datetime import datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from forms_app.models.form import FormVersion


def _expiry() -> datetime:
    """Return the end of the last day: pages and mails name that day as one on which the citizen can still go on."""
    last = timezone.localdate() + timedelta(days=settings.DRAFT_DAYS)
    return timezone.make_aware(datetime.combine(last, time.max))


class Draft(models.Model):
    """Answers so far, on the version with which the citizen began. Written only by compare-and-swap on lock_version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="drafts")
    data = models.JSONField(default=dict, help_text="The wizard's storage: what was typed, per step")
    answers = models.JSONField(default=dict, help_text="Valid answers in normal form, by question name")
    lock_version = models.PositiveIntegerField(default=0)
    context = models.JSONField(default=dict, help_text="Where the citizen came from; opaque here")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField(default=_expiry, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def is_expired(self) -> bool:
        """Whether it may no longer be opened; it is purged soon after."""
        return self.expires_at <= timezone.now()


def draft_address(draft_id: str) -> str | None:
    """Return the address at which a draft goes on, or None when it is gone."""
    key = Draft.objects.filter(pk=draft_id).values_list("version__form__key", flat=True).first()
    return reverse("form_resume", args=[key, draft_id]) if key else None
