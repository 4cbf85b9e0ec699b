"""A form that was submitted."""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from forms_app.models.form import FormVersion

if TYPE_CHECKING:
    from forms_app.seams import Receipt


class Submission(models.Model):
    """Answers as they were sent: never changed; shredded by schedule. The idempotency key makes it exist once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="submissions")
    idempotency_key = models.CharField(max_length=120, unique=True, help_text="draft:<id>, or api:<client>:<key>")
    body_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of an API client's body")
    answers = models.JSONField(help_text="Visible answers in normal form, by question name")
    context = models.JSONField(default=dict)
    channel = models.CharField(max_length=10)
    created_at = models.DateTimeField(auto_now_add=True)

    receipt: "Receipt | None" = None
    """What the sink gave when it took the submission in; None on a submission that was read from the database."""

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        permissions = [("export_submission", "Mag antwoorden op formulieren van eigen dienst uitvoeren")]

    def __str__(self) -> str:
        return str(self.pk)
