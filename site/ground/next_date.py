"""When the database itself says that public pages change: the next midnight, appearance or expiry."""

from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Min, Model, Q
from django.utils import timezone
from wagtail.models import Revision

from ground.draft_models import draft_models


def next_date() -> float:
    """Return, as unix time, the next moment at which a page may say something else. One query a kind of content.

    Midnight is always one: last-checked, valid-until and "vandaag" are dates.
    """
    now = timezone.now()
    moments = [midnight(timezone.localtime(now)), *_first(Revision, now, "approved_go_live_at")]
    for model in draft_models():
        moments += _first(model, now, "go_live_at", "expire_at")
    return min(moments).timestamp()


def midnight(local: datetime) -> datetime:
    """Return the beginning of the next day in the same zone, also on the days on which the clock changes."""
    return datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=local.tzinfo)


def _first(model: type[Model], now: datetime, *fields: str) -> list[datetime]:
    """Return the first moment after now in each of these fields, where there is one. One query."""
    comes = {field: Q((f"{field}__gt", now)) for field in fields}
    rows = model._default_manager.filter(reduce(or_, comes.values()))
    firsts = rows.aggregate(**{f"first_{field}": Min(field, filter=is_next) for field, is_next in comes.items()})
    return [first for first in firsts.values() if first is not None]
