"""What happened to a case: events, which the citizen may see, and notes, which no citizen ever sees."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from records.service import AppendOnlyModel


class CaseEvent(AppendOnlyModel):
    """One thing that the citizen may know. From these alone the clock's pauses and the tracking page are computed."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("ontvangen")
        MOVED = "moved", _("stap")
        MESSAGE = "message", _("bericht")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind)
    status = models.CharField(max_length=40, help_text="The status after the event")
    waiting_for = models.CharField(max_length=10, help_text="Whom the case waits for after the event")
    text = models.TextField(blank=True, help_text="What the citizen was told, as it was told")
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.status}"


class CaseNote(AppendOnlyModel):
    """What staff write to each other."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"
