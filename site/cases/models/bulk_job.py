"""Many cases changed at one request: what was asked, and how far it is."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class BulkJob(models.Model):
    """Giving many cases to a handler, or back to their departments. cases.bulk_jobs does it, a transaction for each case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="None: nobody"
    )
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("taak over veel zaken")
        verbose_name_plural = _("taken over veel zaken")
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["finished_at"], name="bulk_job_unfinished")]

    def __str__(self) -> str:
        return f"{self.id}"


class BulkJobItem(models.Model):
    """One case of a job. lock_version: what the case was when it was chosen; who changed it since is not overruled."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht")
        DONE = "done", _("gedaan")
        REFUSED = "refused", _("geweigerd")

    job = models.ForeignKey(BulkJob, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    lock_version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True, help_text="Why it was refused, as it was told")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["job", "case"], name="bulk_job_case_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["job", "state"], name="bulk_job_progress")]

    def __str__(self) -> str:
        return f"{self.job_id} {self.case_id} {self.state}"
