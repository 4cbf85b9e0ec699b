"""What a line of the audit trail is about besides its own target: each case of an export or of a bulk action."""

from typing import ClassVar

from django.db import models

from records.models.append_only import AppendOnlyModel
from records.models.audit import AuditLine


class AuditTarget(AppendOnlyModel):
    """One of the many things that a line is about. Written with its line, by records.audit.write_audit_of_many."""

    line = models.ForeignKey(AuditLine, on_delete=models.PROTECT, related_name="targets")
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "object_id", "line"], name="audit_target_once")
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.kind} {self.object_id}"
