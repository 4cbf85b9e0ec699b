"""The jobs of portal.operations.schedules: each may run twice, or be killed half-way, and writes down that it was done."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

import structlog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page, Revision

from cases.service import dispose_approved, propose, recount, sweep_bulk_jobs
from forms_app.service import purge_expired_drafts
from front import purging
from ground import error_journal
from ground.draft_models import draft_models
from ground.error_codes import new_request_id
from people.service import notices
from records.service import (
    drain_outbox,
    heartbeats,
    purge_gone_links,
    purge_message_contents,
    purge_throttles,
    sweep_files,
)
from records.service import purge_audit as purge_old_lines
from search.service import catch_up
from search.upkeep import golden, popularity
from search.upkeep import purging as search_purging

log = structlog.get_logger(__name__)
T = TypeVar("T")


def job(function: Callable[[], T]) -> Callable[[], T]:
    """Write down when the job was last done, or that it was not: False says so too. Its name is the function's."""
    name = function.__name__

    @wraps(function)
    def recorded() -> T:
        try:
            result = function()
        except Exception as error:
            request_id = new_request_id()
            error_journal.record(error, request_id=request_id, status=0, path=f"job {name}")
            log.exception("job_failed", job=name, request_id=request_id)
            heartbeats.failed(name, type(error).__name__)
            raise
        if result is False:
            heartbeats.failed(name, "not done")
        else:
            heartbeats.succeeded(name)
        return result

    return recorded


@job
def publish_scheduled() -> dict[str, int]:
    """Take down what has expired and publish what is due; return how many of each, and how many could not be.

    Wagtail's own command does the same without a transaction for each item, and stops at the first that fails: one bad
    form would keep every other page from appearing.
    """
    now = timezone.now()
    took_down, failed = _each([(item, _take_down) for items in expired(now) for item in items])
    published, failed_too = _each([(revision, _publish) for revision in due(now)])
    return {"expired": took_down, "published": published, "failed": failed + failed_too}


@job
def sweep_outbox() -> int:
    """Send what the nudge after a commit has missed; return how many went out."""
    return drain_outbox()


@job
def send_notices() -> int:
    """Put in the outbox what staff are to be told of their work; return how many messages are new."""
    return notices.make()


@job
def finish_bulk_jobs() -> int:
    """Go on with changes of many cases whose task was killed or lost; return how many."""
    return sweep_bulk_jobs()


@job
def propose_disposals() -> int:
    """Propose, once a day, what may be destroyed or handed to the archive; return how many proposals are new."""
    return propose()


@job
def dispose() -> int:
    """Go on with what was approved: erase cases, make the files for the archive; return how many cases were erased."""
    return dispose_approved()


@job
def finish_uploads() -> int:
    """Go on with files of products whose task was killed or lost, and forget old ones; return how many were gone on with."""
    from products.upload import job as uploads  # Late: it loads a library of RDF, which no web process needs

    return uploads.sweep()


@job
def recount_deadlines() -> int:
    """Count the dates of running cases anew where the calendar changed; return how many cases."""
    return recount()


@job
def purge_drafts() -> int:
    """Delete expired drafts with their files, and files that nobody claimed; return how many drafts."""
    sweep_files()
    return purge_expired_drafts()


@job
def purge_counters() -> int:
    """Delete throttle counts of windows that are over, expired sessions, and old links to what was erased; return how many."""
    counts = purge_throttles() + purge_gone_links()
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return counts + sessions


@job
def purge_messages() -> int:
    """Empty messages that were sent MESSAGE_DAYS ago; return how many."""
    return purge_message_contents()


@job
def purge_audit() -> int:
    """Delete lines of the audit trail that are AUDIT_YEARS old; return how many."""
    return purge_old_lines()


@job
def purge_feedback() -> int:
    """Delete what visitors said FEEDBACK_DAYS ago; return how many."""
    return purging.purge_feedback()


@job
def purge_path_counts() -> int:
    """Delete counts of pages after thirteen months; return how many rows went."""
    return purging.purge_path_counts()


@job
def purge_errors() -> int:
    """Delete records of errors of thirty days ago; return how many files went."""
    return error_journal.purge()


@job
def sync_search() -> bool:
    """Bring what follows the search index level: vectors, and the copy in Elasticsearch; False when its node cannot be had."""
    return catch_up()


@job
def compute_search_popularity() -> int:
    """Let what people open from the results count in their order; return how many documents are lifted.

    Where that moves the figures of the golden queries, editors see it among their measurements.
    """
    lifted = popularity.compute()
    golden.record_if_moved(gettext("populariteit: opnieuw berekend"))
    return lifted


@job
def purge_search_usage() -> int:
    """Forget rare queries after a month and all counts after thirteen; return how many rows went."""
    return search_purging.purge()


def _each(items: Iterable[tuple[Any, Callable[[Any], None]]]) -> tuple[int, int]:
    """Do each in a transaction of its own; return how many went well and how many did not."""
    done = failed = 0
    for item, act in items:
        try:
            with transaction.atomic():
                act(item)
            done += 1
        except Exception:  # any item can fail in any way; none may keep the others from their hour
            failed += 1
            log.exception("schedule_failed", item=f"{item._meta.label}:{item.pk}")
    return done, failed


def due(moment: datetime) -> QuerySet[Revision]:
    """Return the revisions that should have been published by a moment."""
    revisions: QuerySet[Revision] = Revision.objects.filter(approved_go_live_at__lt=moment)
    return revisions


def expired(moment: datetime) -> list[QuerySet[Any]]:
    """Return what is online though it should have gone by a moment, a set for each model."""
    return [model._default_manager.filter(live=True, expire_at__lt=moment) for model in draft_models()]


def _take_down(item: Any) -> None:  # noqa: ANN401  # a page, a question or a form
    # The signal's receivers look at the class: a product is more than its page.
    whole = item.specific if isinstance(item, Page) else item
    whole.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")
