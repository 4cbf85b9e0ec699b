"""Links that open one thing for whoever holds them."""

import uuid
from typing import ClassVar

from django.db import models


class CapabilityLink(models.Model):
    """What a link in a mail may open, and until when. The token is an HMAC of this row (records.capabilities), kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, help_text="case or draft")
    object_id = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(
        null=True, help_text="When what it opened was erased: who holds it still reads that its time is over"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], condition=models.Q(revoked_at__isnull=True), name="capability_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["gone_at"], condition=models.Q(gone_at__isnull=False), name="capability_gone")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
