"""What happened to a case: events, which the citizen may see, and notes, which no citizen ever sees."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cases.models.case import Case
from ground.actor import Actor
from records.service import AppendOnlyModel, AppendOnlyQuerySet

OPENED = "opened"
"""The kind of each case's first event."""


class CaseEventQuerySet(AppendOnlyQuerySet):
    """Events of cases."""

    def standing(self) -> "CaseEventQuerySet":
        """Return those that count: not undone, and not the undoing of another."""
        return self.filter(undoes=None, undone_by=None)


class CaseEvent(AppendOnlyModel):
    """One thing that the citizen may know. From those that stand the clock's pauses and the tracking page are computed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, help_text="opened, or the event_kind of a registered action")
    status = models.CharField(max_length=40, help_text="The status after the event")
    waiting_for = models.CharField(max_length=10, help_text="Whom the case waits for after the event")
    text = models.TextField(blank=True, help_text="What the citizen was told, as it was told")
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)
    undoes = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="undone_by",
        help_text="The event that this one takes back",
    )
    before = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder, help_text="What an event that can be undone overwrote in the case"
    )

    objects: ClassVar[models.Manager[Any]] = CaseEventQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.status}"

    @classmethod
    def by(cls, actor: Actor, case: Case, kind: str, text: str, at: datetime.datetime) -> "CaseEvent":
        """Return an event of the case as it now is, not written yet."""
        return cls(
            case=case,
            at=at,
            kind=kind,
            status=case.status,
            waiting_for=case.waiting_for,
            text=text.strip(),
            actor_kind=actor.kind,
            actor_id=actor.id,
        )


class CaseNote(AppendOnlyModel):
    """What staff write to each other."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"
