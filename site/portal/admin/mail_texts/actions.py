"""Changing what a kind of mail says."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from ground.actor import Actor
from people.permissions import AnyUser
from records.service import MailKind, mail_texts

CHANGE = "records.change_mailtext"


def save(actor: Actor, user: AnyUser, kind: MailKind, parts: dict[str, str], lock_version: int) -> None:
    """Let a kind of mail say this. Raises PermissionDenied, and what records.mail_texts.save raises."""
    if not user.has_perm(CHANGE):
        raise PermissionDenied(gettext("U mag de teksten van mails niet wijzigen."))
    mail_texts.save(actor, kind, parts, lock_version)
