"""What "public now" means, said here alone: for a queryset, through a join, for a row in hand, and as SQL.

Published is what is live, past its go_live_at and not past its expire_at: it comes and goes at that second, not when
`publish_scheduled` comes by. A page is public while it is published and no view restriction, on it or above it, closes it off.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol, TypeVar

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from ground.libraries.django import where_of

M = TypeVar("M", bound=Model)


class Published(Protocol):
    """What Wagtail's DraftStateMixin gives a model."""

    live: bool
    go_live_at: datetime | None
    expire_at: datetime | None


PLACEHOLDER = datetime(1, 1, 2, tzinfo=UTC)
"""Stands in the statement where the time comes."""


def published_now(prefix: str = "", at: datetime | None = None) -> Q:
    """Return the condition of what is published, now unless told. prefix: the way to it in a join, "form__"."""
    now = at or timezone.now()
    is_live = Q((f"{prefix}live", True))
    has_come = Q((f"{prefix}go_live_at", None)) | Q((f"{prefix}go_live_at__lte", now))
    has_not_gone = Q((f"{prefix}expire_at", None)) | Q((f"{prefix}expire_at__gt", now))
    return is_live & has_come & has_not_gone


def is_published_now(item: Published) -> bool:
    """Return the same of one row in hand."""
    now = timezone.now()
    has_come = item.go_live_at is None or item.go_live_at <= now
    return bool(item.live) and has_come and (item.expire_at is None or item.expire_at > now)


def public_now(rows: QuerySet[M], at: datetime | None = None) -> QuerySet[M]:
    """Return only those rows (pages, or snippets that are published) that anyone may see, now unless told."""
    published = rows.filter(published_now(at=at))
    return published.filter(_is_open()) if issubclass(rows.model, Page) else published


def _is_open() -> Q:
    """Return the condition that no restriction closes a page off. Whether there is any is asked once, not of each row."""
    above = PageViewRestriction.objects.alias(start=Substr(OuterRef("path"), 1, Length("page__path")))
    return Q(~Exists(PageViewRestriction.objects.all())) | Q(~Exists(above.filter(start=F("page__path"))))


def public_page_sql() -> tuple[str, list[Any]]:
    """Return the condition that anyone may see the page of a row of wagtailcore_page, by that name, and its parameters."""
    sql, params = _compiled()
    mark = connection.ops.adapt_datetimefield_value(PLACEHOLDER)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return sql, [now if param == mark else param for param in params]


@cache
def _compiled() -> tuple[str, list[Any]]:
    """Compile it once: putting it together by the ORM takes longer than running it."""
    return where_of(public_now(Page.objects.order_by(), at=PLACEHOLDER))
