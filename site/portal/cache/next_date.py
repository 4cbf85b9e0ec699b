"""When the database itself says that public pages change: the next midnight, appearance or expiry."""

from datetime import datetime, time, timedelta

from django.db.models import Min, Model
from django.utils import timezone
from wagtail.models import Page, Revision

from ground.draft_models import draft_models


def next_date() -> float:
    """Return, as unix time, the next moment at which a page may say something else. One query a kind of content.

    Midnight is always one: last-checked, valid-until and "vandaag" are dates.
    """
    now = timezone.now()
    moments = [midnight(timezone.localtime(now)), _first(Revision, "approved_go_live_at", now)]
    moments += [_first(model, "expire_at", now) for model in draft_models()]
    moments += [_first(Page, "go_live_at", now)]
    return min(moment for moment in moments if moment).timestamp()


def midnight(local: datetime) -> datetime:
    """Return the beginning of the next day in the same zone, also on the days on which the clock changes."""
    return datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=local.tzinfo)


def _first(model: type[Model], field: str, now: datetime) -> datetime | None:
    first = model._default_manager.filter(**{f"{field}__gt": now}).aggregate(first=Min(field))["first"]
    return first if isinstance(first, datetime) else None
