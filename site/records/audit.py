"""Writing the audit trail."""

from typing import Any

from django.db.models import QuerySet

from ground.actor import Actor
from ground.events import events
from records.models import AuditLine


def write_audit(actor: Actor, action: str, target_kind: str, target_id: object, **detail: Any) -> AuditLine:
    """Write one line in the current transaction. detail holds codes and ids, never answers or addresses.

    action is the code of a declared event; LookupError for any other.
    """
    written = audit_line(actor, action, target_kind, target_id, **detail)
    written.save(force_insert=True)
    return written


def audit_line(actor: Actor, action: str, target_kind: str, target_id: object = "", **detail: Any) -> AuditLine:
    """Return a line that is not written yet."""
    return AuditLine(
        action=events[action].code,
        target_kind=target_kind,
        target_id=str(target_id),
        actor_kind=actor.kind,
        actor_id=actor.id,
        channel=actor.channel,
        request_id=actor.request_id,
        detail=detail,
    )


def audit_lines_of(target_kind: str, target_id: object) -> QuerySet[AuditLine]:
    """Return an object's lines, the newest first."""
    return AuditLine.objects.filter(target_kind=target_kind, target_id=str(target_id))
