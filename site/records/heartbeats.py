"""What was done, not what was planned: each part that must keep working writes down when it did, and when it did not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from records.models import Heartbeat

BACKOFF = [timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 600, 900)]
"""How long a breaker stays open after one failure, two, … and at most: so long after its return a server is tried again."""


def expect(names: Iterable[str]) -> None:
    """Count from now for parts that have never worked yet; known ones are left as they are."""
    Heartbeat.objects.bulk_create([Heartbeat(name=name) for name in names], ignore_conflicts=True)


def succeeded(name: str) -> None:
    """Write down that it worked; closes its breaker. One statement."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, succeeded_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["succeeded_at", "failures", "retry_at", "error"],
    )


def failed(name: str, error: str) -> Heartbeat:
    """Write down that it did not, and why (no address, no content)."""
    Heartbeat.objects.get_or_create(name=name)
    Heartbeat.objects.filter(name=name).update(
        failures=F("failures") + 1,
        error=error[: Heartbeat._meta.get_field("error").max_length],
    )
    return Heartbeat.objects.get(name=name)


def open_breaker(name: str, error: str) -> datetime:
    """Write down a failure and return until when nobody tries again: longer after each failure in a row."""
    failures = failed(name, error).failures
    retry_at = timezone.now() + BACKOFF[min(failures, len(BACKOFF)) - 1]
    Heartbeat.objects.filter(name=name).update(retry_at=retry_at)
    return retry_at


def open_breakers() -> list[str]:
    """Return the names of the parts that are not to be tried now. One query."""
    return list(Heartbeat.objects.filter(retry_at__gt=timezone.now()).values_list("name", flat=True))


def last(names: Iterable[str]) -> dict[str, Heartbeat]:
    """Return what is known of these parts, by name. One query."""
    return {beat.name: beat for beat in Heartbeat.objects.filter(name__in=list(names))}
