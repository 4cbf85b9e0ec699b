"""When the last backup was made, for `manage.py status` and the checklist of the first day."""

from datetime import timedelta

from django.utils import timezone

from ground.health import Health
from records.service import heartbeats

BACKUP = "backup"
"""The name of its heartbeat."""
MAX_AGE = timedelta(hours=26)
"""A day, and room for one that took longer than the one before."""


def is_recent() -> bool:
    """Return whether the last day has a backup. One query."""
    beat = heartbeats.last([BACKUP]).get(BACKUP)
    return bool(beat and beat.succeeded_at and beat.succeeded_at + MAX_AGE >= timezone.now())


def health() -> Health:
    """Say when the last backup was made; not ok where it is old or the last try failed. Off where none was ever asked for."""
    beat = heartbeats.last([BACKUP]).get(BACKUP)
    if beat is None:
        return Health(True, "manage.py backup was never run here", {"last_success": None}, is_on=False)
    done = beat.succeeded_at.isoformat(timespec="seconds") if beat.succeeded_at else None
    failed = f", {beat.failures} failures since ({beat.error})" if beat.failures else ""
    return Health(is_recent() and not beat.failures, f"last made {done or 'never'}{failed}", {"last_success": done})
