"""What must be kept."""

from records.models.append_only import AppendOnlyModel, AppendOnlyQuerySet
from records.models.audit import AuditLine
from records.models.audit_target import AuditTarget
from records.models.capability import CapabilityLink
from records.models.heartbeat import Heartbeat
from records.models.mail_text import MailText
from records.models.outbox import OutboxMessage
from records.models.stored_file import StoredFile
from records.models.throttle import ThrottleCount

__all__ = [
    "AppendOnlyModel",
    "AppendOnlyQuerySet",
    "AuditLine",
    "AuditTarget",
    "CapabilityLink",
    "Heartbeat",
    "MailText",
    "OutboxMessage",
    "StoredFile",
    "ThrottleCount",
]
