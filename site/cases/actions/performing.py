"""Doing an action: permission, compare-and-swap, event, dates, audit line and mail, in one transaction; and showing it before."""

import copy
import datetime
from dataclasses import dataclass
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from cases import dates, notices
from cases.access import permit
from cases.actions.base import CaseAction, Change, Doing
from cases.errors import NotPossible
from cases.models import Case, CaseEvent
from cases.registry import case_actions
from cases.workflow import Status
from ground.actor import Actor
from ground.locking import swap
from records.service import RenderedMail, write_audit


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    event: the line in the case's history, None for an action without one; written: what its `write` returned.
    """

    event: CaseEvent | None
    written: Any = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the citizen would read. mail: None where none would leave; is_text_in_mail: whether what staff wrote stands in it."""

    status: Status
    text: str
    mail: RenderedMail | None
    is_text_in_mail: bool


def perform(
    actor: Actor, case: Case, code: str, *, lock_version: int = -1, at: datetime.datetime | None = None, **values: Any
) -> Done:
    """Do a registered action to a case, which is brought along; raises NotAllowed, NotPossible or Conflict, and then
    nothing happened.

    lock_version is that of the case as the actor had it before their eyes: when anyone wrote since, it is a Conflict. at is the
    moment at which it happened, now unless told (post that was opened a day later; a demo city).
    """
    action = case_actions[code]
    doing = Doing(actor, permit(actor, case, code), case, at or timezone.now(), values)
    if refusal := action.refusal(doing):
        raise NotPossible(refusal)
    action.check(doing)
    change = action.change(doing)
    with transaction.atomic():
        event = _write(doing, action, change, lock_version)
        written = action.write(doing, event)
        write_audit(actor, action.audit, "case", case.pk, **change.audit)
        if event is not None and action.mail is not None:
            notices.notify(case, event, doing.at + action.undo_within if action.undo_within else None)
    return Done(event, written)


def preview(action: CaseAction, doing: Doing) -> Preview | None:
    """Return what the citizen would read of an action that is possible now; None of one that they never see. Writes nothing."""
    if not action.event_kind:
        return None
    change, ahead = action.change(doing), copy.copy(doing.case)
    for name, value in change.fields.items():
        setattr(ahead, name, value)
    event = CaseEvent.by(doing.actor, ahead, action.event_kind, change.text, doing.at)
    dates.set_dates(ahead, [*doing.case.events.standing(), event])
    status = ahead.current_status
    has_mail = action.mail is not None and bool(ahead.applicant_email)
    return Preview(
        status,
        change.text,
        notices.preview(ahead, action.event_kind, status, change.text) if has_mail else None,
        action.mail is not None and notices.has_text(ahead, action.mail, status),
    )


def column(name: str) -> "models.Field[Any, Any]":
    """Return a column of cases by the name of its field, or with _id for a relation."""
    return cast("models.Field[Any, Any]", Case._meta.get_field(name))


def _write(doing: Doing, action: CaseAction, change: Change, lock_version: int) -> CaseEvent | None:
    """Write the case's row and its event; an action with neither needs no lock: two of them do not contradict each other."""
    case = doing.case
    before = {name: getattr(case, column(name).attname) for name in change.fields}
    if change.fields or action.event_kind:
        said = gettext(
            "Iemand anders heeft deze zaak intussen gewijzigd. Kijk na wat er veranderde en probeer opnieuw."
        )
        swap(case, lock_version, said, changed_at=doing.at, **change.fields)
    if not action.event_kind:
        return None
    event = CaseEvent.by(doing.actor, case, action.event_kind, change.text, doing.at)
    event.undoes = change.undoes
    if action.undo_within:
        event.before = {"lock_version": case.lock_version, "fields": before}
    event.save(force_insert=True)
    dates.recompute(case)
    return event
