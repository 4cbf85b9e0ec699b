"""The outbox: messages that leave the house exactly as often as they should, which is once."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """A message written in the transaction of the event that it tells of. records.outbox sends it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht op verzending")
        SENT = "sent", _("verzonden")
        FAILED = "failed", _("niet verzonden")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, help_text="The delivery that sends it: mail")
    key = models.CharField(max_length=120, unique=True, help_text="One message an event, for example case.opened:42")
    payload = models.JSONField()
    target_kind = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    available_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    content_until = models.DateTimeField(null=True, help_text="Until when a sent message keeps its payload")

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "available_at"], name="outbox_due"),
            models.Index(fields=["target_kind", "target_id"], name="outbox_target"),
            models.Index(
                fields=["content_until"], condition=models.Q(content_until__isnull=False), name="outbox_content"
            ),
        ]

    def __str__(self) -> str:
        return self.key
