"""The worker's part of an upload: first what would happen, then the import; a transaction for each product.

In one request it would be one transaction, and while that lasts nobody else can write (SQLite has one writer). It may be killed
and run twice: a product has a line of its own, written with it, and what has a line is passed over.
"""

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from ground.actor import Actor
from products import page_values
from products.bulk import index_pages, without_wagtail_tasks
from products.errors import CatalogueError, UploadRefused
from products.importer import Importer, Outcome
from products.ipdc.instance import Instance
from products.ipdc.mapping import page_values as values_of
from products.models import ProductUpload, ProductUploadLine
from products.report import Report
from products.upload.permissions import may_upload
from products.upload.queue import enqueue
from products.upload.reading import Product, Source, read_source
from products.value_words import words
from products.withdrawals import notify_owners
from records.service import write_audit

BUDGET_SECONDS = 45.0
"""How long one task works before it makes way: well inside the worker's time-out (Q_CLUSTER)."""
MAX_ATTEMPTS = 5
"""How often the worker begins without getting further; then the upload says that it did not work."""
UPLOAD_TTL = timedelta(days=1)
"""How long a file waits for its columns or a yes, and how long one can look up how an import went beside its report."""
MAX_SHOWN_TEXT = 600
"""Signs of a text in the list of what would change."""
State = ProductUpload.State
log = structlog.get_logger(__name__)


def run(upload_id: str, budget: float = BUDGET_SECONDS) -> str:
    """Go on with an upload as long as the budget (seconds) lasts, and return its state; "" where there is nothing to do."""
    waiting = ProductUpload.objects.filter(pk=upload_id, state__in=(State.CHECKING, State.IMPORTING))
    if not waiting.update(attempts=F("attempts") + 1):
        return ""
    upload = ProductUpload.objects.select_related("made_by", "department").get(pk=upload_id)
    began = time.monotonic()
    try:
        if upload.attempts > MAX_ATTEMPTS:
            raise UploadRefused(gettext("Er liep iets mis bij ons. Vraag uw beheerder: het logboek zegt wat."))
        is_whole = _go_on(upload, began + budget)
    except CatalogueError as error:
        waiting.update(state=State.REFUSED, reason=str(error))
    except Exception:  # any fault of ours: the sweep tries again, MAX_ATTEMPTS times in all
        log.exception("upload_failed", upload=str(upload.pk), attempt=upload.attempts)
    else:
        waiting.update(seconds=F("seconds") + (time.monotonic() - began), attempts=0)
        if not is_whole:
            enqueue(upload)
    # It may have been thrown away meanwhile.
    return ProductUpload.objects.filter(pk=upload_id).values_list("state", flat=True).first() or ""


def sweep(budget: float = BUDGET_SECONDS) -> int:
    """Go on with uploads whose task was killed or lost, and forget old ones; return how many were gone on with."""
    until = time.monotonic() + budget
    late = timezone.now() - timedelta(minutes=2)
    resumed = 0
    waiting = ProductUpload.objects.filter(state__in=(State.CHECKING, State.IMPORTING), changed_at__lt=late)
    for pk in waiting.order_by("created_at").values_list("pk", flat=True):
        left = until - time.monotonic()
        if left <= 0:
            break
        run(str(pk), left)
        resumed += 1
    over = ProductUpload.objects.filter(changed_at__lt=timezone.now() - UPLOAD_TTL)
    over.exclude(state__in=(State.CHECKING, State.IMPORTING)).delete()
    return resumed


def _go_on(upload: ProductUpload, until: float) -> bool:
    """Do what is left of it; False when there is no more time."""
    user = upload.made_by
    if not may_upload(user):
        raise UploadRefused(gettext("U mag geen producten (meer) inlezen."))
    source = read_source(upload.name, bytes(upload.content), upload.columns)
    ProductUpload.objects.filter(pk=upload.pk).update(total=len(source.products), changed_at=timezone.now())
    is_trial = upload.state == State.CHECKING
    actor = Actor("staff", str(user.pk))
    importer = Importer(actor, upload.department, publish=upload.publish, dry_run=is_trial, user=user)
    done = set(upload.lines.filter(is_trial=is_trial).values_list("number", flat=True))
    with without_wagtail_tasks():
        for number, product in enumerate(source.products):
            if number in done:
                continue
            if time.monotonic() > until:
                return False
            if not _do(upload, importer, number, product):
                return True
    if is_trial:
        ProductUpload.objects.filter(pk=upload.pk, state=State.CHECKING).update(
            state=State.CHECKED, changed_at=timezone.now()
        )
    else:
        _finish(upload, actor, source)
    return True


def _do(upload: ProductUpload, importer: Importer, number: int, product: Product) -> bool:
    """Do one product, once: whoever writes its line does the work, in the same transaction. False where nobody wants it now."""
    with transaction.atomic():
        mine = ProductUpload.objects.select_for_update().filter(pk=upload.pk, state=upload.state)
        if not mine.values_list("pk", flat=True).first():
            return False
        line, is_mine = ProductUploadLine.objects.get_or_create(
            upload=upload, is_trial=importer.dry_run, number=number, defaults={"status": ""}
        )
        if not is_mine:
            return True
        changes = _changes(importer, product) if importer.dry_run else []
        if product.department:
            importer = replace(importer, department=product.department)
        outcome = next(iter(importer.run([product.entry])), None)
        if outcome is None:
            return True
        line.status = outcome.status
        line.data = {**outcome.as_json(), "row": product.row}
        if outcome.status in ("updated", "conflict"):
            line.data["changes"] = [change for change in changes if change["field"] in outcome.fields]
        line.save(update_fields=["status", "data"])
        return True


def _changes(importer: Importer, product: Product) -> list[dict[str, str]]:
    """Return what the file says beside what the page says, field by field, as text."""
    if not isinstance(product.entry, Instance):
        return []
    _imported, page = importer.known(product.entry)
    if page is None:
        return []
    incoming = dict(product.entry.values) if product.entry.values is not None else values_of(product.entry)
    now = page_values.read(page.get_latest_revision_as_object(), list(incoming))
    return [
        {"field": name, "before": _short(words(now[name])), "after": _short(words(value))}
        for name, value in incoming.items()
        if now[name] != value
    ]


def _short(lines: list[str]) -> str:
    text = "\n".join(lines)
    return text if len(text) <= MAX_SHOWN_TEXT else f"{text[: MAX_SHOWN_TEXT - 1]}…"


def _finish(upload: ProductUpload, actor: Actor, source: Source) -> None:
    """Keep the report, tell departments what was withdrawn, and let go of the file: once."""
    report = Report()
    lines = list(upload.lines.filter(is_trial=False).exclude(status="").values_list("status", "data"))
    report.take(upload.name, [product.entry for product in source.products], source.names, actor)
    for status, data in lines:
        report.add(_outcome(status, data))
    index_pages(report.touched())
    report.finish(upload.seconds)
    with transaction.atomic():
        mine = ProductUpload.objects.filter(pk=upload.pk, state=State.IMPORTING)
        if not mine.update(state=State.DONE, content=b"", changed_at=timezone.now()):
            return
        run = report.keep()
        ProductUpload.objects.filter(pk=upload.pk).update(run=run)
        notify_owners(run)
        counts: dict[str, Any] = {status: count for status, count in report.counts.items() if count}
        write_audit(actor, "product.uploaded", "import_run", run.pk, **counts)


def _outcome(status: Any, data: dict[str, Any]) -> Outcome:  # noqa: ANN401  # a status of Outcome, as it was written
    return Outcome(
        status,
        data["iri"],
        data["reason"],
        data["title"],
        data["page"],
        tuple(data["fields"]),
        tuple(data["remarks"]),
        data["code"],
    )
