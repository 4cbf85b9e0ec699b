"""How each part is: for /readyz, for monitoring and for the operator's `manage.py status`."""

import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from front import page_tree
from ground import health
from ground.generation import generation
from ground.health import Health
from portal.operations.backup import last
from portal.operations.jobs import due, expired
from portal.operations.schedules import JOBS, PREFIX, Job
from portal.version import __version__
from records.service import heartbeats

READY = ("database", "write", "migrations", "search")
"""What must work before this process may get traffic. The rest is told beside it, but a page can do without: a mail server
that is down must not take the site with it, whose submissions wait in the outbox."""

MIN_FREE_BYTES = 500 * 1024 * 1024
LATE_AFTER = timedelta(minutes=5)
WRITE_INTERVAL = 5.0


def register() -> None:
    """Add the checks of what the portal itself owns; each app adds its own."""
    own: dict[str, Callable[[], Health]] = {
        "version": version,
        "database": database,
        "write": write,
        "migrations": migrations,
        "addresses": addresses,
        "worker": worker,
        "scheduled": scheduled,
        "room": room,
        "page_cache": pages,
        "virus_scan": virus_scan,
        "backup": last.health,
    }
    for name, check in own.items():
        health.checks.register(name, check)
    for job in JOBS:
        health.checks.register(f"job {job.heartbeat}", partial(last_run, job))


def report(names: tuple[str, ...] = ()) -> dict[str, Health]:
    """Return the health of each part, or of those named, in the order in which they were registered. Raises nothing."""
    return {name: _ask(check) for name, check in health.checks.items() if not names or name in names}


def as_json(parts: dict[str, Health]) -> dict[str, Any]:
    """Return what `manage.py status --format json` prints."""
    shown = {
        name: {"ok": part.ok, "detail": part.detail, **part.figures, **({} if part.is_on else {"is_on": False})}
        for name, part in parts.items()
    }
    return {"ok": all(part.ok for part in parts.values()), "parts": shown}


def _ask(check: Callable[[], Health]) -> Health:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return Health(False, f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no detail'}")


def version() -> Health:
    """Say which version of Stadswinkel this is."""
    return Health(True, __version__)


def database() -> Health:
    """Say which database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    version = ".".join(map(str, connection.get_database_version()))
    return Health(True, f"{connection.display_name} {version}", {"engine": connection.vendor})


_written_at = 0.0


def write() -> Health:
    """Say whether the database takes a write, by writing; at most each WRITE_INTERVAL seconds, as anybody may ask /readyz."""
    global _written_at
    now = time.monotonic()
    if _written_at and now - _written_at < WRITE_INTERVAL:
        return Health(True, f"written {now - _written_at:.0f} s ago")
    heartbeats.succeeded("write")
    _written_at = time.monotonic()
    return Health(True, f"written in {(_written_at - now) * 1000:.0f} ms")


_migrated = False


def migrations() -> Health:
    """Say whether all migrations have run. Once they have, this process need not look again."""
    global _migrated
    if not _migrated:
        from django.db.migrations.executor import MigrationExecutor

        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            return Health(False, f"{waiting} not applied: run manage.py setup", {"waiting": waiting})
        _migrated = True
    return Health(True, "all applied", {"waiting": 0})


def addresses() -> Health:
    """Say whether the addresses of pages (sitemap, Wagtail's API, JSON-LD) are those of SITE_URL."""
    return Health(True, settings.SITE_URL) if page_tree.is_in_step() else Health(False, "run manage.py setup")


def worker() -> Health:
    """Say whether the worker does its work: a job that runs each minute was done in the last minutes."""
    from django_q.models import OrmQ, Schedule

    queued = OrmQ.objects.count()
    planned = set(Schedule.objects.filter(name__startswith=PREFIX).values_list("name", flat=True))
    absent = [job.name for job in JOBS if job.name not in planned]
    if absent:
        return Health(False, f"{len(absent)} schedules are absent: run manage.py setup", {"queued": queued})
    every_minute = [job for job in JOBS if job.minutes == 1]
    runs = [last_run(job) for job in every_minute]
    if not any(run.ok for run in runs):
        return Health(False, "not running (manage.py qcluster)", {"queued": queued})
    is_seen = any(run.figures["last_success"] for run in runs if run.ok)
    return Health(True, f"{'running' if is_seen else 'not seen yet'}, {queued} tasks queued", {"queued": queued})


def last_run(job: Job) -> Health:
    """Say when a job was last done; not ok once the next time is more than five minutes late, or the last try failed."""
    beat = heartbeats.last([job.heartbeat]).get(job.heartbeat)
    if beat is None:
        return Health(False, "not expected yet: run manage.py setup")
    done = beat.succeeded_at.isoformat(timespec="seconds") if beat.succeeded_at else None
    is_late = (beat.succeeded_at or beat.since) + job.interval + LATE_AFTER < timezone.now()
    failed = f", {beat.failures} failures since ({beat.error})" if beat.failures else ""
    return Health(not is_late and not beat.failures, f"last done {done or 'never'}{failed}", {"last_success": done})


def scheduled() -> Health:
    """Say whether something should have appeared or gone by now and has not."""
    before = timezone.now() - LATE_AFTER
    late = due(before).count()
    left = sum(items.count() for items in expired(before))
    detail = f"{late} publications overdue, {left} still online after their last hour"
    return Health(late + left == 0, detail, {"overdue": late, "expired": left})


def room() -> Health:
    """Say how much room there is for files, and for the database where that is a file."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Health(free >= MIN_FREE_BYTES, f"{free // 1024**2} MB free", {"free_bytes": free})


def pages() -> Health:
    """Say whether whole pages are kept, and in which generation."""
    number = generation()
    detail = f"{'on' if settings.PAGE_CACHE else 'off'}, generation {number}"
    return Health(True, detail, {"generation": number}, is_on=settings.PAGE_CACHE)


def virus_scan() -> Health:
    """Say plainly that there is none yet."""
    return Health(True, "off: uploads are checked for kind and size only", is_on=False)
