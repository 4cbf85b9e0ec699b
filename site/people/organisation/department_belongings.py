"""What people itself knows of a department, and what any app can say of content that belongs to one."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex, Revision, RevisionMixin, TaskState

from ground.actor import Actor
from people.models import Department, Team
from people.seams import department_belongings
from records.models import AuditLine
from records.service import audit_line

BATCH = 200


class Colleagues:
    """Who works for it. Somebody who works for both keeps the one place."""

    def count(self, department: Department) -> int:
        """Return how many, closed accounts too: whose comes back, comes back to the successor."""
        return department.staff.count()

    def in_words(self, number: int) -> str:
        """Return "3 collega’s"."""
        return ngettext("%(number)d collega", "%(number)d collega’s", number) % {"number": number}

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Let them work for the successor, with a line for each in the trail. After their teams moved: they stay in those."""
        ids = list(department.staff.order_by("pk").values_list("pk", flat=True))
        known = set(successor.staff.values_list("pk", flat=True))
        successor.staff.add(*ids)
        department.staff.clear()
        lines = [
            audit_line(
                actor,
                "user.departments_set",
                "user",
                pk,
                added=[] if pk in known else [successor.pk],
                removed=[department.pk],
            )
            for pk in ids
        ]
        AuditLine.objects.bulk_create(lines, batch_size=BATCH)


class Teams:
    """Its teams; one of a name that the successor has already gets the old department's name beside its own."""

    def count(self, department: Department) -> int:
        """Return how many."""
        return department.teams.count()

    def in_words(self, number: int) -> str:
        """Return "1 team"."""
        return ngettext("%(number)d team", "%(number)d teams", number) % {"number": number}

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Make them teams of the successor, with their lead, their members and their cases."""
        taken = set(successor.teams.values_list("name", flat=True))
        teams = list(department.teams.all())
        for team in teams:
            team.name, team.department = _free_name(team.name, department.name, taken), successor
            taken.add(team.name)
        Team.objects.bulk_update(teams, ["name", "department"], batch_size=BATCH)


class Merged:
    """The departments that were merged into it before."""

    def count(self, department: Department) -> int:
        """Return how many."""
        return department.merged.count()

    def in_words(self, number: int) -> str:
        """Return "1 dienst die er eerder in opging"."""
        return ngettext(
            "%(number)d dienst die er eerder in opging", "%(number)d diensten die er eerder in opgingen", number
        ) % {"number": number}

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Let them be merged into the successor: there is one level."""
        department.merged.update(merged_into=successor)


class Content:
    """Rows of a model with a `department`, and their drafts: what waits to be published goes along."""

    def __init__(self, model: type[Any], words: Callable[[int], str]) -> None:
        self._model, self._words = model, words

    def count(self, department: Department) -> int:
        """Return how many are the department's, or would be when their newest draft is published."""
        model = self._model
        owned = Q(department=department)
        if issubclass(model, RevisionMixin):
            owned |= Q(latest_revision__content__department=department.pk)
        return int(model._default_manager.filter(owned).count())

    def in_words(self, number: int) -> str:
        """Return the number with its noun."""
        return self._words(number)

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Give them to the successor. Revisions that nobody can publish any more keep what they said."""
        model = self._model
        model._default_manager.filter(department=department).update(department=successor)
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        if issubclass(model, RevisionMixin):
            revisions = list(_publishable(model, department).only("pk", "content"))
            for revision in revisions:
                revision.content["department"] = successor.pk
            Revision.objects.bulk_update(revisions, ["content"], batch_size=BATCH)
        ReferenceIndex.objects.filter(
            content_type=kind,
            content_path="department",
            to_content_type=ContentType.objects.get_for_model(Department),
            to_object_id=str(department.pk),
        ).update(to_object_id=str(successor.pk))


def register() -> None:
    """Register what people itself knows; the teams before the colleagues, who would else leave them."""
    for code, belonging in (("teams", Teams()), ("colleagues", Colleagues()), ("merged", Merged())):
        department_belongings.register(code, belonging)


def _publishable(model: type[Model], department: Department) -> QuerySet[Revision]:
    """Return the revisions with this department that can still come online: the newest, a scheduled one, one under review."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    newest = model._default_manager.filter(latest_revision=OuterRef("pk"))
    in_review = TaskState.objects.filter(revision=OuterRef("pk"), status=TaskState.STATUS_IN_PROGRESS)
    own: QuerySet[Revision] = Revision.objects.filter(content_type=kind, content__department=department.pk)
    return own.filter(~Q(approved_go_live_at=None) | Exists(newest) | Exists(in_review))


def _free_name(name: str, department: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    limit = Team._meta.get_field("name").max_length or 0
    number, free = 1, f"{name} ({department})"[:limit]
    while free in taken:
        number += 1
        free = f"{name[: limit - 5]} {number}"
    return free
