"""The audit trail: what happened, by whom, to what."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ground.events import label_of
from records.models.append_only import AppendOnlyModel


class AuditLine(AppendOnlyModel):
    """One thing that happened. Written once, by records.audit.write_audit; never changed, never deleted by hand."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    action = models.CharField(max_length=60, help_text="For example case.moved")
    target_kind = models.CharField(max_length=40)
    target_id = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=10)
    request_id = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("regel van het logboek")
        verbose_name_plural = _("regels van het logboek")
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["target_kind", "target_id"], name="audit_target"),
            # What happened to accounts, sign-ins above all; a submission's line is not in it.
            models.Index(fields=["-id"], condition=models.Q(target_kind="user"), name="audit_of_users"),
            # What a colleague did. What citizens do, a submission above all, is not in it.
            models.Index(fields=["actor_id", "-at"], condition=models.Q(actor_kind="staff"), name="audit_by_staff"),
        ]

    @property
    def label(self) -> str:
        """What happened, in words."""
        return label_of(self.action)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_kind} {self.target_id}"
