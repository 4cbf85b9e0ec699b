"""Sets of cases."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case as When
from django.db.models import F, IntegerField, Q, Value
from django.db.models import When as Then

from cases.reference import normalise
from ground.folding import fold

if TYPE_CHECKING:
    from cases.models import Case  # noqa: F401


UNASSIGNED = Q(handler=None) | Q(handler__is_active=False)
"""Nobody's: also what a colleague who left still has to their name."""


MAX_SEARCH_TEXT = 600
"""Characters of Case.search_text."""


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by what a handler asks for; who may see them is the permission policy's (people.permissions)."""

    def with_words(self) -> "CaseQuerySet":
        """Join what pages and mails for the citizen say of a case."""
        return self.select_related("type_version__case_type__place", "department", "product", "submission__version")

    def running(self) -> "CaseQuerySet":
        """Return cases without an end yet."""
        return self.filter(closed_at=None)

    def late(self, today: datetime.date) -> "CaseQuerySet":
        """Return running cases past a date that counts."""
        return self.running().filter(next_due__lt=today)

    def soon(self, today: datetime.date, until: datetime.date) -> "CaseQuerySet":
        """Return running cases due from today up to and with `until`."""
        return self.running().filter(next_due__gte=today, next_due__lte=until)

    def on_time(self, until: datetime.date) -> "CaseQuerySet":
        """Return running cases due after `until`."""
        return self.running().filter(next_due__gt=until)

    def paused(self) -> "CaseQuerySet":
        """Return running cases whose clock stands still."""
        return self.running().filter(next_due=None)

    def unassigned(self) -> "CaseQuerySet":
        """Return cases that nobody has in hand."""
        return self.filter(UNASSIGNED)

    def counted_by_another(self, calendar: str) -> "CaseQuerySet":
        """Return cases whose dates were counted by another calendar than the one with this stamp, the oldest first."""
        return self.exclude(calendar=calendar).order_by("pk")

    def by_urgency(self) -> "CaseQuerySet":
        """Order: running before closed, the earliest date first, then those that wait for the citizen."""
        closed = When(Then(closed_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.order_by(closed, F("next_due").asc(nulls_last=True), "received_at", "pk")

    def matching(self, text: str) -> "CaseQuerySet":
        """Return cases by reference, name or e-mail: each word somewhere, in any case, with or without accents."""
        if reference := normalise(text):
            return self.filter(reference=reference)
        words = dict.fromkeys(fold(text).split())
        if sum(map(len, words)) > MAX_SEARCH_TEXT:  # longer than anything that is searched, and than SQLite reads
            return self.none()
        wanted = Q()
        for word in words:
            wanted &= Q(search_text__contains=word) | Q(search_text__contains=_bare(word))
        return self.filter(wanted)


def search_text(reference: str, name: str, email: str) -> str:
    """Return what a case is found by; the reference with and without its dashes."""
    return " ".join(fold(f"{reference} {_bare(reference)} {name} {email}").split())[:MAX_SEARCH_TEXT]


def _bare(word: str) -> str:
    return word.replace("-", "") or word
