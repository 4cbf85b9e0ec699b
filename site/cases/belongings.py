"""The running cases that a colleague has in hand: people's seam, filled."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from cases import bulk_jobs
from cases.models import Case
from cases.permissions import policy
from ground.actor import Actor
from people.models import User


class RunningCases:
    """Cases without an end whose handler the colleague is."""

    def count(self, user: User, by: User | None = None) -> int:
        """Return how many, without those from which `by` is excluded. One query."""
        return self._of(user, by).count()

    def in_words(self, number: int) -> str:
        """Return "3 lopende zaken"."""
        return ngettext("%(number)d lopende zaak", "%(number)d lopende zaken", number) % {"number": number}

    def handlers(self) -> QuerySet[User]:
        """Return who may handle cases."""
        return policy.users_with_any_permission(["change"])

    def hand_over(self, actor: Actor, by: User, user: User, successor: User | None) -> str:
        """Leave it to a job, a transaction for each case. Those that it is refused, or from which `by` is excluded, count as
        nobody's (queries.unassigned).
        """
        cases = list(self._of(user, by).only("pk", "lock_version"))
        if not cases:
            return ""
        job = bulk_jobs.assign_many(actor, by, cases, successor)
        return reverse("wagtailsnippets_cases_case:bulk_job", args=[job.pk])

    def _of(self, user: User, by: User | None) -> QuerySet[Case]:
        cases = Case.objects.filter(handler=user).running().order_by("pk")
        return cases.not_excluding(by) if by is not None else cases
