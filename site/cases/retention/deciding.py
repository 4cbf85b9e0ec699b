"""What a records manager decides about a proposal: take cases out, approve it, refuse it, confirm that the archive has it.

Each is one transaction that locks the proposal: NotPossible when somebody else was sooner.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cases.deadlines import local_date
from cases.errors import NotPossible
from cases.models import Disposal, DisposalItem
from cases.retention.access import require_records_manager
from cases.retention.archive_files import release_archive_files
from cases.retention.judging import refusal_of_disposal
from ground.actor import Actor
from records.service import write_audit, write_audit_of_many

State, ItemState = Disposal.State, DisposalItem.State
MAX_REASON, MAX_RECEIPT = 300, 100
STOPPABLE = (State.PROPOSED, State.APPROVED, State.PACKED)
"""States in which nothing is erased yet."""


def take_out(actor: Actor, disposal: Disposal, item_ids: Iterable[int], reason: str) -> int:
    """Leave cases out of a proposal, and return how many; they are proposed again when REST is over (retention.judging)."""
    require_records_manager(actor)
    reason = _required(reason, MAX_REASON)
    with transaction.atomic():
        _require_state(disposal, State.PROPOSED)
        items = disposal.items.filter(pk__in=list(item_ids), state=ItemState.WAITING)
        ids = list(items.values_list("case_id", flat=True))
        taken = items.update(state=ItemState.OUT, reason=reason, out_at=timezone.now())
        if not taken:
            raise NotPossible(gettext("Kies eerst een of meer zaken."))
        write_audit_of_many(actor, "disposal.case_kept", "case", ids, disposal=str(disposal.pk))
    return taken


def approve(actor: Actor, disposal: Disposal, number: int | None) -> None:
    """Let what is in the proposal go: a job destroys it, or makes the files for the archive.

    number: how many cases the actor had before their eyes. NotPossible when there are others by now.
    """
    user = require_records_manager(actor)
    with transaction.atomic():
        _require_state(disposal, State.PROPOSED)
        if why := refusal_of_disposal(disposal, disposal.case_type, local_date(timezone.now())):
            raise NotPossible(why + " " + gettext("Weiger dit voorstel: de volgende nacht komt er een nieuw."))
        waiting = disposal.items.filter(state=ItemState.WAITING).count()
        if not waiting:
            raise NotPossible(gettext("Er zit geen enkele zaak meer in dit voorstel. Weiger het."))
        if number != waiting:
            raise NotPossible(gettext("Het voorstel is intussen gewijzigd. Kijk het na en keur het opnieuw goed."))
        _decide(disposal, state=State.APPROVED, decided_by=user, decided_at=timezone.now())
        write_audit(actor, "disposal.approved", "disposal", disposal.pk)


def refuse(actor: Actor, disposal: Disposal, reason: str) -> None:
    """Keep all of it, also after the approval as long as nothing was erased; a file for the archive goes too."""
    user = require_records_manager(actor)
    reason = _required(reason, MAX_REASON)
    with transaction.atomic():
        _require_state(disposal, *STOPPABLE)
        _decide(disposal, state=State.REFUSED, decided_by=user, decided_at=timezone.now(), reason=reason)
        release_archive_files(disposal)
        write_audit(actor, "disposal.refused", "disposal", disposal.pk)


def confirm_receipt(actor: Actor, disposal: Disposal, receipt: str) -> None:
    """Write down that the archive has the files, under its own reference; then a job erases the cases."""
    user = require_records_manager(actor)
    receipt = _required(
        receipt, MAX_RECEIPT, gettext("Vul het kenmerk in waaronder het archief de ontvangst bevestigt.")
    )
    with transaction.atomic():
        _require_state(disposal, State.PACKED)
        _decide(disposal, state=State.RUNNING, received_by=user, received_at=timezone.now(), receipt=receipt)
        write_audit(actor, "disposal.received", "disposal", disposal.pk)


def _required(text: str, limit: int, message: str = "") -> str:
    text = text.strip()
    if not text:
        raise NotPossible(message or gettext("Schrijf waarom."))
    if len(text) > limit:
        raise NotPossible(gettext("Schrijf hoogstens %(limit)d tekens.") % {"limit": limit})
    return text


def _require_state(disposal: Disposal, *states: str) -> None:
    """Lock the proposal, so that a job or a colleague waits, and bring its state along."""
    now = Disposal.objects.select_for_update().get(pk=disposal.pk)
    disposal.state = now.state
    if now.state not in states:
        raise NotPossible(
            gettext("Dit kan niet meer: het voorstel staat nu op “%(state)s”.") % {"state": now.get_state_display()}
        )


def _decide(disposal: Disposal, **changes: Any) -> None:
    Disposal.objects.filter(pk=disposal.pk).update(**changes)
    for name, value in changes.items():
        setattr(disposal, name, value)
