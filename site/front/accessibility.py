"""What the statement on accessibility says: what the newest audit found."""

from django.db.models.signals import post_delete, post_save

from front.models import AccessibilityAudit
from ground.content_changed import announce
from ground.database.watched import watch
from ground.snapshot import kept

SLUG = "toegankelijkheid"
"""Of the page to which the frame of every page links (ground.addresses.ACCESSIBILITY)."""


@kept
def newest_audit() -> AccessibilityAudit | None:
    """Return the newest audit, or None while nobody looked. One query a generation."""
    return AccessibilityAudit.objects.first()


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    watch(AccessibilityAudit)
    post_save.connect(_saved, sender=AccessibilityAudit, dispatch_uid="front.audit_saved")
    post_delete.connect(_removed, sender=AccessibilityAudit, dispatch_uid="front.audit_removed")


def _saved(instance: AccessibilityAudit, **_kwargs: object) -> None:
    announce("accessibility_audit", instance.pk)


def _removed(instance: AccessibilityAudit, **_kwargs: object) -> None:
    announce("accessibility_audit", instance.pk, "removed")
