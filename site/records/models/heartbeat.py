"""What keeps working: when it last did, written when it did."""

from typing import ClassVar

from django.db import models


class Heartbeat(models.Model):
    """One part that must keep working: a job, the mail server. Written by records.heartbeats.

    For a part that is asked over a line it is the circuit breaker too: until retry_at nobody tries.
    """

    name = models.CharField(max_length=60, primary_key=True)
    since = models.DateTimeField(auto_now_add=True)
    succeeded_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row, since it last succeeded")
    error = models.CharField(max_length=300, blank=True)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
