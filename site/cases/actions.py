"""Every change to a case: permission, compare-and-swap, event, audit line and mail, in one transaction.

`lock_version` is that of the case as the actor had it before their eyes: when anyone wrote since, Conflict is raised and nothing
happens. `at` is the moment at which it happened, now unless told (post that was opened a day later; a demo city).
"""

import datetime
import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cases import dates, notices
from cases.errors import NotAllowed, NotPossible, TextIncomplete
from cases.gaps import gap_in
from cases.models import Case, CaseEvent, CaseNote
from cases.permissions import policy
from ground.actor import Actor
from ground.locking import swap
from people.models import User
from records.service import messages_of, retry_message, set_expiry, write_audit

LINK_DAYS_AFTER_END = 365
"""How long the citizen's link still opens a case after its end."""


def move(
    actor: Actor, case: Case, target: str, *, lock_version: int, message: str = "", at: datetime.datetime | None = None
) -> CaseEvent:
    """Take the case to another status and tell the citizen; a handler who moves an unclaimed case claims it."""
    user = _permitted(actor, case)
    transition = case.workflow.transition(case.status, target)
    if transition is None:
        raise NotPossible(gettext("Die stap kan niet vanuit de status “%(status)s”.") % {"status": case.status_label})
    status, moment = case.workflow.status(target), at or timezone.now()
    if status.needs_reason and not message.strip():
        raise TextIncomplete(
            gettext("Schrijf waarom. De burger krijgt bij “%(status)s” altijd een reden.") % {"status": status.label}
        )
    if status.asks_in_message and not message.strip():
        raise TextIncomplete(
            gettext("Schrijf wat u van de burger vraagt. Bij “%(status)s” leest de burger dat op zijn pagina.")
            % {"status": status.label}
        )
    _complete(message, transition.message)
    with transaction.atomic():
        changes: dict[str, Any] = {
            "status": status.code,
            "status_label": status.label,
            "waiting_for": status.waiting_for,
            "answered_at": case.answered_at or moment,
            "closed_at": moment if status.is_final else None,
        }
        if case.is_unassigned and user is not None:
            changes["handler"] = user
        before = case.status
        _swap(case, lock_version, moment, **changes)
        event = _append(actor, case, CaseEvent.Kind.MOVED, message, moment)
        dates.recompute(case)
        write_audit(actor, "case.moved", "case", case.pk, source=before, target=status.code)
        if status.is_final:
            set_expiry("case", case.pk, moment + datetime.timedelta(days=LINK_DAYS_AFTER_END))
        notices.notify(case, event)
    return event


def message(
    actor: Actor, case: Case, text: str, *, lock_version: int, at: datetime.datetime | None = None
) -> CaseEvent:
    """Tell the citizen something without another status. It counts as a first answer."""
    _permitted(actor, case)
    if not text.strip():
        raise TextIncomplete(gettext("Schrijf eerst een bericht."))
    _complete(text)
    moment = at or timezone.now()
    with transaction.atomic():
        _swap(case, lock_version, moment, answered_at=case.answered_at or moment)
        event = _append(actor, case, CaseEvent.Kind.MESSAGE, text, moment)
        dates.recompute(case)
        write_audit(actor, "case.message", "case", case.pk)
        notices.notify(case, event)
    return event


def note(actor: Actor, case: Case, text: str, *, at: datetime.datetime | None = None) -> CaseNote:
    """Write a note that only staff see. Needs no lock: notes do not contradict each other."""
    user = _permitted(actor, case)
    if not text.strip():
        raise NotPossible(gettext("Schrijf eerst een nota."))
    with transaction.atomic():
        written = CaseNote.objects.create(case=case, author=user, at=at or timezone.now(), text=text.strip())
        write_audit(actor, "case.note", "case", case.pk)
    return written


def assign(
    actor: Actor, case: Case, handler: User | None, *, lock_version: int, at: datetime.datetime | None = None
) -> None:
    """Give the case to a handler, or to nobody. To oneself or back: any handler; to a colleague: who may assign."""
    user = _permitted(actor, case)
    is_own = handler is None or (user is not None and handler.pk == user.pk)
    if not is_own:
        _permitted(actor, case, "assign")
    if handler is not None and not policy.user_has_permission_for_instance(handler, "change", case):
        raise NotAllowed(gettext("%(name)s behandelt geen zaken van deze dienst.") % {"name": handler})
    with transaction.atomic():
        _swap(case, lock_version, at or timezone.now(), handler=handler)
        write_audit(actor, "case.assigned", "case", case.pk, handler=handler.pk if handler else None)


def show_in_full(actor: Actor, case: Case, question: str) -> None:
    """Let the actor read a masked answer whole: who may see the case may, and each time is written down."""
    user = get_user_model().objects.filter(pk=actor.id, is_active=True).first() if actor.kind == "staff" else None
    if user is None or not policy.user_has_any_permission_for_instance(user, ["view", "change"], case):
        raise NotAllowed(gettext("U mag dit niet doen met deze zaak."))
    if case.submission is None or question not in case.submission.version.definition.questions:
        raise NotPossible(gettext("Die vraag hoort niet bij deze zaak."))
    write_audit(actor, "case.shown_in_full", "case", case.pk, question=question)


def retry_mail(actor: Actor, case: Case, message_id: uuid.UUID) -> None:
    """Queue one of the case's failed mails again."""
    _permitted(actor, case)
    failed = messages_of("case", case.pk).filter(pk=message_id).first()
    if failed is None:
        raise NotPossible(gettext("Dat bericht hoort niet bij deze zaak."))
    with transaction.atomic():
        retry_message(failed)
        write_audit(actor, "case.mail_retried", "case", case.pk, message=str(failed.pk))


def first_event(actor: Actor, case: Case, at: datetime.datetime) -> CaseEvent:
    """Return the first line of a case's history, not written yet."""
    return _event(actor, case, CaseEvent.Kind.OPENED, "", at)


def _permitted(actor: Actor, case: Case, action: str = "change") -> User | None:
    """Return the member of staff behind the actor (None for the system itself); NotAllowed for anyone else.

    Looked up anew each time: a role or department that was taken away works at once.
    """
    if actor.kind == "system":
        return None
    if actor.kind == "staff":
        user = get_user_model().objects.filter(pk=actor.id, is_active=True).first()
        if user is not None and policy.user_has_permission_for_instance(user, action, case):
            return user
    raise NotAllowed(gettext("U mag dit niet doen met deze zaak."))


def _complete(text: str, proposal: str = "") -> None:
    """Raise TextIncomplete when something in the text must still be filled in."""
    if gap := gap_in(text, proposal):
        raise TextIncomplete(gettext("Vul aan of verwijder: “%(gap)s”. Dit is nog niet af.") % {"gap": gap})


def _swap(case: Case, lock_version: int, moment: datetime.datetime, **changes: Any) -> None:
    """Write changes and the moment, when nobody wrote since; else Conflict."""
    said = gettext("Iemand anders heeft deze zaak intussen gewijzigd. Kijk na wat er veranderde en probeer opnieuw.")
    swap(case, lock_version, said, changed_at=moment, **changes)


def _append(actor: Actor, case: Case, kind: str, text: str, moment: datetime.datetime) -> CaseEvent:
    event = _event(actor, case, kind, text, moment)
    event.save(force_insert=True)
    return event


def _event(actor: Actor, case: Case, kind: str, text: str, moment: datetime.datetime) -> CaseEvent:
    return CaseEvent(
        case=case,
        at=moment,
        kind=kind,
        status=case.status,
        waiting_for=case.waiting_for,
        text=text.strip(),
        actor_kind=actor.kind,
        actor_id=actor.id,
    )
