"""What a colleague has in hand of cases, and what a department owns of them: people's seams, filled."""

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cases import bulk_jobs
from cases.models import Case
from cases.permissions import policy
from ground.actor import Actor
from people.models import Department, User
from records.models import AuditLine
from records.service import audit_line

MOVED = "case.department_set"
BATCH = 200


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


class OpenCases:
    """Cases of a department without an end."""

    def count(self, department: Department) -> int:
        """Return how many. It is a number of work, for who closes a department: exclusions count too, no case is shown."""
        return self._of(department).count()

    def in_words(self, number: int) -> str:
        """Return "3 lopende zaken"."""
        return ngettext("%(number)d lopende zaak", "%(number)d lopende zaken", number) % {"number": number}

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Give them to the successor, with handler and team. Who has one open meets a conflict, as with any change."""
        ids = list(self._of(department).order_by("pk").values_list("pk", flat=True))
        self._of(department).update(department=successor, lock_version=F("lock_version") + 1, changed_at=timezone.now())
        names = {"old": department.name, "new": successor.name}
        AuditLine.objects.bulk_create((audit_line(actor, MOVED, "case", pk, **names) for pk in ids), batch_size=BATCH)

    def _of(self, department: Department) -> QuerySet[Case]:
        return Case.objects.filter(department=department).running()


class ClosedCases:
    """Cases of a department that came to their end: they keep its name, and who works for the successor reaches them."""

    def count(self, department: Department) -> int:
        """Return how many."""
        return Case.objects.filter(department=department).exclude(closed_at=None).count()

    def in_words(self, number: int) -> str:
        """Return "3 afgesloten zaken, die op naam van deze dienst blijven"."""
        return ngettext(
            "%(number)d afgesloten zaak, die op naam van deze dienst blijft",
            "%(number)d afgesloten zaken, die op naam van deze dienst blijven",
            number,
        ) % {"number": number}

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Do nothing: User.department_ids holds the departments that were merged into one's own."""


def case_types_in_words(number: int) -> str:
    """Return "3 zaaktypes"."""
    return ngettext("%(number)d zaaktype", "%(number)d zaaktypes", number) % {"number": number}
