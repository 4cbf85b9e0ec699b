"""Counting tries, shared by all processes."""

from typing import ClassVar

from django.db import models


class ThrottleCount(models.Model):
    """How often a key (a hash, never an address) was seen in a window of time."""

    key = models.CharField(max_length=64)
    window = models.PositiveBigIntegerField(help_text="Number of the window since 1970")
    count = models.PositiveIntegerField(default=0)
    ends_at = models.PositiveBigIntegerField(help_text="Seconds since 1970 after which the count means nothing")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "window"], name="throttle_once")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
