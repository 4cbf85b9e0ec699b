"""Who signed in and who did not: written down as they happen, read by who looks after the accounts and by auditors."""

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models import QuerySet

from ground.actor import SYSTEM, Actor
from people.models import User
from records.models import AuditLine
from records.service import write_audit

SIGNED_IN, FAILED = "user.signed_in", "user.sign_in_failed"


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.signing_in.sign_ins")
    user_login_failed.connect(_failed, dispatch_uid="people.signing_in.sign_ins")


def lines() -> QuerySet[AuditLine]:
    """Return all sign-ins and failures, the newest first: by the index of lines about accounts."""
    return AuditLine.objects.filter(target_kind="user", action__in=(SIGNED_IN, FAILED)).order_by("-id")


def _signed_in(user: User, **_kwargs: object) -> None:
    write_audit(Actor("staff", str(user.pk)), SIGNED_IN, "user", user.pk)


def _failed(credentials: dict[str, str], **_kwargs: object) -> None:
    """Write down of which account, never what was typed: that may be a password in the wrong field."""
    user = User.objects.filter(username=credentials.get("username", "")).only("pk").first()
    write_audit(SYSTEM, FAILED, "user", user.pk if user else "")
