"""A legal hold: a case that stays until the hold is lifted, whatever was approved.

Who leads the work on a case does it on the case's page (cases.actions.holding); a records manager for any case, by its number.
"""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from cases.errors import CaseNotFound, NotPossible
from cases.models import Case, LegalHold
from cases.retention.access import require_records_manager
from ground.actor import Actor
from people.models import User
from records.service import write_audit

PLACED, LIFTED = "case.hold_placed", "case.hold_lifted"
MAX_REASON = 200


def place_by_number(actor: Actor, reference: str, reason: str) -> LegalHold:
    """Put a hold on the case with this number (cases.reference writes it). Raises as `place` does; NotAllowed for others."""
    user = require_records_manager(actor)
    with transaction.atomic():
        hold = place(Case.objects.filter(reference=reference), user, reason)
        write_audit(actor, PLACED, "case", hold.case_id)
    return hold


def lift_by_id(actor: Actor, case_id: int) -> None:
    """Lift the hold that stands on a case. Raises as `lift` does; NotAllowed for who is no records manager."""
    user = require_records_manager(actor)
    with transaction.atomic():
        lift(case_id, user)
        write_audit(actor, LIFTED, "case", case_id)


def place(cases: QuerySet[Case], user: User, reason: str) -> LegalHold:
    """Put a hold on the one case of a query, in the current transaction; permission and audit line are the caller's.

    NotPossible where one stands, or without a reason; CaseNotFound where there is no case.
    """
    reason = reason.strip()
    if not reason:
        raise NotPossible(gettext("Schrijf waarom deze zaak bewaard moet blijven."))
    if len(reason) > MAX_REASON:
        raise NotPossible(gettext("De reden heeft hoogstens %(limit)d tekens.") % {"limit": MAX_REASON})
    # Locked: a job that is erasing the case is waited for, and then there is none.
    case = cases.select_for_update(of=("self",)).first()
    if case is None:
        raise CaseNotFound(gettext("Er is geen zaak met dit nummer."))
    try:
        with transaction.atomic():
            return LegalHold.objects.create(case=case, reason=reason, placed_at=timezone.now(), placed_by=user)
    except IntegrityError:
        raise NotPossible(gettext("Op deze zaak rust al een bewaarplicht.")) from None


def lift(case_id: int, user: User) -> None:
    """Let the rule of its type count again for a case, in the current transaction. NotPossible where no hold stands."""
    standing = LegalHold.objects.filter(case=case_id, lifted_at=None)
    if not standing.update(lifted_at=timezone.now(), lifted_by=user):
        raise NotPossible(gettext("Op deze zaak rust geen bewaarplicht."))


def hold_on(case: Case) -> LegalHold | None:
    """Return the hold that stands on a case, or None. One query."""
    return case.legal_holds.filter(lifted_at=None).select_related("placed_by").first()
