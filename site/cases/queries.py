"""Sets of cases."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Value

from cases.reference import normalise
from cases.urgency import RUNNING, Today, Urgency
from ground.folding import fold
from people.models import User
from people.permissions import AnyUser, is_granted
from people.service import reference_prefix

if TYPE_CHECKING:
    from cases.models import Case  # noqa: F401  # a manager of Case names it in its type


UNASSIGNED = Q(handler=None) | Q(handler__is_active=False)
"""Nobody's: also what a colleague who left still has to their name."""


VIEW_EXCLUDED = "cases.view_excluded_case"

MAX_SEARCH_TEXT = 600
"""Characters of Case.search_text."""


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by who reaches them and by what a handler asks for; what a role allows with them is cases.permissions'."""

    def reachable_by(self, user: AnyUser) -> "CaseQuerySet":
        """Return the cases of the user's departments and teams (a superuser's are all), less those they are excluded from.

        Every list, count and export for staff begins here. At most two queries at once, kept on the user.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self._of_their_own(user).not_excluding(user)

    def not_excluding(self, user: User) -> "CaseQuerySet":
        """Return cases without those from which a team of the user is excluded; see CaseExclusion for superusers."""
        return self.exclude(self._excludes(user))

    def excluding(self, user: User) -> "CaseQuerySet":
        """Return only the cases that `not_excluding` leaves out."""
        return self.filter(self._excludes(user))

    def _of_their_own(self, user: User) -> "CaseQuerySet":
        if user.is_superuser:
            return self
        own = Q(department__in=user.department_ids())
        # Without a team no OR, which would cost the inbox its one index.
        return self.filter(own | Q(team__in=user.team_ids()) if user.team_ids() else own)

    def _excludes(self, user: User) -> Q:
        exclusions = self.model._meta.get_field("exclusions").related_model._default_manager.filter(case=OuterRef("pk"))
        if user.is_superuser and not is_granted(user, VIEW_EXCLUDED):
            return Q(Exists(exclusions))
        return Q(Exists(exclusions.filter(team__in=user.team_ids())))

    def with_words(self) -> "CaseQuerySet":
        """Join what pages and mails for the citizen say of a case."""
        return self.select_related("type_version__case_type__place", "department", "product", "submission__version")

    def running(self) -> "CaseQuerySet":
        """Return cases without an end yet."""
        return self.filter(closed_at=None)

    def of_urgency(self, urgency: Urgency, today: Today) -> "CaseQuerySet":
        """Return running cases that are so pressing."""
        return self.running().filter(urgency.where(today))

    def count_by_urgency(self, today: Today) -> dict[str, int]:
        """Return the number of running cases by code of urgency. One query."""
        counts = {each.code: Count("pk", filter=each.where(today)) for each in RUNNING}
        return self.running().order_by().aggregate(**counts)

    def unassigned(self) -> "CaseQuerySet":
        """Return cases that nobody has in hand."""
        return self.filter(UNASSIGNED)

    def counted_by_another(self, calendar: str) -> "CaseQuerySet":
        """Return cases whose dates were counted by another calendar than the one with this stamp, the oldest first."""
        return self.exclude(calendar=calendar).order_by("pk")

    def by_urgency(self) -> "CaseQuerySet":
        """Order: running before closed, the earliest date first, then those that wait for the citizen."""
        closed = models.Case(models.When(closed_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.order_by(closed, F("next_due").asc(nulls_last=True), "received_at", "pk")

    def matching(self, text: str) -> "CaseQuerySet":
        """Return cases by reference, name or e-mail: each word somewhere, in any case, with or without accents."""
        if reference := normalise(text, reference_prefix()):
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
