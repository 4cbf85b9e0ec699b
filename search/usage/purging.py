"""Forgetting: a query that hardly anyone asks may tell who asked it, so it is not kept for long."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from search.models import AskedQuery, ClickedResult, Refinement

RARE = 3
"""Asked fewer times than this in all that is kept, a query is rare."""
RARE_RETENTION_DAYS = 30
RETENTION_DAYS = 396
"""Thirteen months: this month beside that of last year."""


@transaction.atomic
def purge(today: datetime.date | None = None) -> int:
    """Delete what is too old, and rare queries after a month with their clicks; return how many rows went."""
    today = today or timezone.localdate()
    oldest, rare_until = (today - datetime.timedelta(days=days) for days in (RETENTION_DAYS, RARE_RETENTION_DAYS))
    gone = 0
    for model in (AskedQuery, ClickedResult, Refinement):
        gone += model._default_manager.filter(day__lt=oldest).delete()[0]
    often = (
        AskedQuery.objects.filter(query=OuterRef("query"), locale=OuterRef("locale"))
        .values("query")
        .annotate(all=Sum("times"))
        .filter(all__gte=RARE)
    )
    # Before the queries themselves: what was clicked or asked next is kept as long as the query is.
    for model in (ClickedResult, Refinement):
        gone += model._default_manager.filter(~Exists(often), day__lte=rare_until).delete()[0]
    then_often = (
        AskedQuery.objects.filter(query=OuterRef("then"), locale=OuterRef("locale"))
        .values("query")
        .annotate(all=Sum("times"))
        .filter(all__gte=RARE)
    )
    gone += Refinement.objects.filter(~Exists(then_often), day__lte=rare_until).delete()[0]
    # Read first: a subquery over the table that is emptied would see fewer and fewer of them.
    rare = AskedQuery.objects.order_by().values("query", "locale").annotate(all=Sum("times")).filter(all__lt=RARE)
    pairs = set(rare.values_list("query", "locale"))
    old = AskedQuery.objects.filter(day__lte=rare_until).values_list("pk", "query", "locale")
    ids = [pk for pk, query, locale in old.iterator() if (query, locale) in pairs]
    for start in range(0, len(ids), 500):
        gone += AskedQuery.objects.filter(pk__in=ids[start : start + 500]).delete()[0]
    return gone
