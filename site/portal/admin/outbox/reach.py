"""Which messages of the outbox a member of staff sees, of which they see the address, and which they may send again."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.service import Case, changeable_cases, visible_cases
from people.permissions import AnyUser
from portal.admin.about_case import CASE_PK, about
from records.models import OutboxMessage
from records.service import late_messages, retriable_messages

VIEW, RETRY = "records.view_outboxmessage", "records.change_outboxmessage"
ADDRESS = re.compile(r"[^\s<>,;:@\"']+@[^\s<>,;:@\"']+")

SUBJECTS = {
    "case": _("over een zaak van een andere dienst"),
    "case_link": _("iemand vroeg de link naar een zaak"),
    "draft": _("over een bewaard formulier"),
}
"""What a message is about, by the kind of its target or else its own, where it is no case that the user sees."""


def may_see(user: AnyUser) -> bool:
    """Return whether the user sees a list at all: who looks after the mail, and who sees cases."""
    return bool(user.has_perm(VIEW) or user.has_perm("cases.view_case"))


def seen_by(user: AnyUser) -> QuerySet[OutboxMessage]:
    """Return all messages to who looks after the mail, and to others those about cases that they see; to nobody one about a
    case that they are excluded from.
    """
    messages = OutboxMessage.objects.alias(case_pk=CASE_PK)
    if user.has_perm(VIEW):
        return messages.exclude(about(Case.objects.excluding(user)))  # type: ignore[arg-type]  # who has a right is signed in
    return messages.filter(about(visible_cases(user)))


def of_their_own(user: AnyUser) -> QuerySet[OutboxMessage]:
    """Return the messages about cases that the user sees, and to who looks after the mail those about no case at all."""
    messages = seen_by(user)
    return messages.filter(about(visible_cases(user)) | ~Q(target_kind="case")) if user.has_perm(VIEW) else messages


def retriable_by(user: AnyUser) -> QuerySet[OutboxMessage]:
    """Return the failed messages that the user may send again: about cases that they handle; others need the right to."""
    allowed = about(changeable_cases(user))
    if user.has_perm(RETRY):
        allowed |= ~Q(target_kind="case")
    return seen_by(user).filter(allowed, pk__in=retriable_messages().values("pk"))


def trouble() -> Q:
    """Return the condition of a message that somebody should look at: it failed, or should have left by now."""
    return Q(state=OutboxMessage.State.FAILED) | late_messages()


def about_reference(user: AnyUser, text: str) -> Q:
    """Return the condition of messages about a case that the user sees and that is found by this text."""
    return about(visible_cases(user).matching(text))


@dataclass(frozen=True, slots=True)
class Row:
    """A message as one user may see it: nothing of what it says, and no full address of who is not theirs to know."""

    message: OutboxMessage
    case: Case | None
    subject: str
    address: str
    error: str
    may_retry: bool

    @property
    def last_try(self) -> datetime.datetime | None:
        """When a message that did not leave was tried last: by that a second failure is told from the first."""
        return None if self.message.sent_at else self.message.tried_at


def rows(user: AnyUser, messages: list[OutboxMessage]) -> list[Row]:
    """Return a page of messages with what the user may see of each. Two queries."""
    ids = {int(message.target_id) for message in messages if message.target_kind == "case"}
    cases = {str(case.pk): case for case in visible_cases(user).filter(pk__in=ids)}
    retriable = set(retriable_by(user).filter(pk__in=[message.pk for message in messages]).values_list("pk", flat=True))
    return [_row(user, message, cases.get(message.target_id), retriable) for message in messages]


def _row(user: AnyUser, message: OutboxMessage, case: Case | None, retriable: set[Any]) -> Row:
    case = case if message.target_kind == "case" else None
    is_open = user.is_superuser or case is not None
    address = str(message.payload.get("to") or message.payload.get("email") or "")
    return Row(
        message=message,
        case=case,
        subject=str(SUBJECTS.get(message.target_kind or message.kind, message.kind)),
        address=address if is_open else masked(address),
        error=message.error if is_open else ADDRESS.sub(lambda match: masked(match[0]), message.error),
        may_retry=message.pk in retriable,
    )


def masked(address: str) -> str:
    """Return an address by which nobody is known: "j…@v…"."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}…@{domain[:1]}…" if at else ""
