"""How each part is: for /readyz, for monitoring and for the operator's `manage.py status`."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from portal import page_cache, page_tree
from portal.lib import health
from portal.lib.health import Health
from portal.schedules import PREFIX

READY = ("database", "migrations", "outbox", "search")
"""What must work before this process may get traffic. The rest is reported, but a page can do without."""

LEAST_ROOM = 500 * 1024 * 1024
LATE = timedelta(minutes=5)


def register() -> None:
    """Add the checks of what the portal itself owns; each app adds its own."""
    own: dict[str, Callable[[], Health]] = {
        "database": database,
        "migrations": migrations,
        "addresses": addresses,
        "worker": worker,
        "scheduled": scheduled,
        "room": room,
        "mail": mail,
        "page_cache": pages,
        "virus_scan": virus_scan,
    }
    for name, check in own.items():
        health.checks.register(name, check)


def report(names: tuple[str, ...] = ()) -> dict[str, Health]:
    """Return the health of each part, or of those named, in the order in which they were registered. Raises nothing."""
    return {name: _ask(check) for name, check in health.checks.items() if not names or name in names}


def as_json(parts: dict[str, Health]) -> dict[str, Any]:
    """Return what `manage.py status --format json` prints."""
    shown = {name: {"ok": part.ok, "detail": part.detail, **part.figures} for name, part in parts.items()}
    return {"ok": all(part.ok for part in parts.values()), "parts": shown}


def _ask(check: Callable[[], Health]) -> Health:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return Health(False, f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no detail'}")


def database() -> Health:
    """Say which database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    version = ".".join(map(str, connection.get_database_version()))
    return Health(True, f"{connection.display_name} {version}", {"engine": connection.vendor})


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
    """Say whether the schedule moves, which it does only while a worker runs."""
    from django_q.models import OrmQ, Schedule

    jobs = Schedule.objects.filter(name__startswith=PREFIX)
    late = [job for job in jobs if job.next_run is None or job.next_run < timezone.now() - LATE]
    queued = OrmQ.objects.count()
    if not jobs:
        return Health(False, "no schedules: run manage.py setup", {"queued": queued})
    if late:
        return Health(False, f"not running: {len(late)} jobs are late (manage.py qcluster)", {"queued": queued})
    return Health(True, f"running, {queued} tasks queued", {"queued": queued})


def scheduled() -> Health:
    """Say whether something should have appeared by now and has not."""
    from wagtail.models import Revision

    overdue = Revision.objects.filter(approved_go_live_at__lt=timezone.now() - LATE).count()
    return Health(overdue == 0, f"{overdue} publications overdue", {"overdue": overdue})


def room() -> Health:
    """Say how much room there is for files, and for the database where that is a file."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Health(free >= LEAST_ROOM, f"{free // 1024**2} MB free", {"free_bytes": free})


def mail() -> Health:
    """Say how mail leaves."""
    kind = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    return Health(True, {"filebased": "written to files, read at /dev/mail/", "smtp": "by SMTP"}.get(kind, kind))


def pages() -> Health:
    """Say whether whole pages are kept, and in which generation."""
    number = page_cache.generation()
    return Health(True, f"{'on' if settings.PAGE_CACHE else 'off'}, generation {number}", {"generation": number})


def virus_scan() -> Health:
    """Say plainly that there is none yet."""
    return Health(True, "off: uploads are checked for kind and size only")
