"""Tells the departments which of their products the source withdrew: one mail each, through the outbox."""

from collections import defaultdict
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from ground.frame import frame
from products.import_warnings import warn
from products.mails import WITHDRAWN
from products.models import ImportedInstance, ImportRun, ProductPage
from records.service import MessageContent, Paragraph, mail_texts, queue_mail

MAX_TITLES = 50


@transaction.atomic
def notify_owners(run: ImportRun) -> list[dict[str, Any]]:
    """Queue one mail for each department whose products were withdrawn in this run; the city gets what is nobody's.

    Returns a warning for each group that has no address, and writes it into the run. Three queries, and one for each mail.
    """
    withdrawn = [line["page"] for line in run.lines if line["status"] == "withdrawn" and line["page"]]
    pages = ProductPage.objects.filter(pk__in=withdrawn).select_related("department", "imported").order_by("title")
    groups: dict[str, list[ProductPage]] = defaultdict(list)
    for page in pages:
        if page.imported.withdrawal:
            groups[page.department.email if page.department and page.department.email else _city_email()].append(page)
    warnings = []
    for address, products in groups.items():
        if address:
            queue_mail(f"withdrawn:{run.pk}:{address}", address, message(products))
        else:
            warnings.append(warn("nobody_told", count=len(products)))
    if warnings:
        run.warnings += warnings
        run.save(update_fields=["warnings"])
    return warnings


def message(products: list[ProductPage]) -> MessageContent:
    """Return what a department reads of its withdrawn products."""
    said = mail_texts.texts(WITHDRAWN.code, {"aantal": len(products)})
    offline = ImportedInstance.Withdrawal.UNPUBLISHED
    taken_down = [page for page in products if page.imported.withdrawal == offline]
    waiting = [page for page in products if page.imported.withdrawal != offline]
    paragraphs = [Paragraph(said["news"])]
    if waiting:
        paragraphs.append(Paragraph(said["waiting"]))
        paragraphs.append(Paragraph(_titles(waiting)))
        paragraphs.append(Paragraph(urljoin(f"{settings.SITE_URL}/", reverse("products_differences"))))
    if taken_down:
        paragraphs.append(Paragraph(said["taken_down"]))
        paragraphs.append(Paragraph(_titles(taken_down)))
    return MessageContent(subject=said["subject"], greeting=gettext("Beste collega"), paragraphs=tuple(paragraphs))


def _titles(products: list[ProductPage]) -> str:
    lines = [f"- {page.title} ({page.imported.get_source_state_display()})" for page in products[:MAX_TITLES]]
    more = len(products) - MAX_TITLES
    return "\n".join([*lines, *([gettext("- en nog %(n)s andere") % {"n": more}] if more > 0 else [])])


def _city_email() -> str:
    return frame().email
