"""A department that closes: what it owns goes to another, in one transaction, and its name stays with what it did.

It can open again, empty.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ground.actor import Actor
from people.errors import NotAllowed, NotPossible
from people.models import Department, User
from people.seams import department_belongings
from records.service import write_audit

PERMISSION = "people.change_department"


@dataclass(frozen=True, slots=True)
class Owned:
    """How much of one kind a department has, in words."""

    code: str
    number: int
    words: str


def owned(department: Department) -> list[Owned]:
    """Return what a department owns, without what is none. One query a kind."""
    counted = [(code, belonging, belonging.count(department)) for code, belonging in department_belongings.items()]
    return [Owned(code, number, belonging.in_words(number)) for code, belonging, number in counted if number]


def close(actor: Actor, department: Department, successor: Department | None) -> list[Owned]:
    """Close a department, and give what it owns to the successor; returns what that was.

    All in one transaction, also a case for each of its running ones: these are set-based writes, and half a merger would leave
    work that nobody reaches. Raises NotAllowed; NotPossible when either is closed already, when something is owned and nobody
    takes it over, or when mails would begin to say what they may not.
    """
    _require(actor)
    with transaction.atomic():
        ids = [department.pk, *([successor.pk] if successor else [])]
        # One merger at a time: each also changes the departments that were merged before. Who only names one need not wait.
        list(Department.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        rows = {each.pk: each for each in Department.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
        department = rows[department.pk]
        successor = rows[successor.pk] if successor else None
        has = owned(department)
        if why := refusal(department, successor, has):
            raise NotPossible(why)
        if successor is not None:
            for _code, belonging in department_belongings.items():
                belonging.move(actor, department, successor)
        department.closed_at, department.merged_into = timezone.now(), successor
        department.save(update_fields=["closed_at", "merged_into"])
        counts = {each.code: each.number for each in has}
        if successor is not None:
            write_audit(actor, "department.merged", "department", department.pk, into=successor.pk, **counts)
        else:
            write_audit(actor, "department.closed", "department", department.pk)
    return has


def reopen(actor: Actor, department: Department) -> None:
    """Open a closed department again, as an empty one: what went to another when it closed stays there.

    Only its closed cases are its own still: who works for the department into which it was merged sees them no longer.
    Raises NotAllowed, and NotPossible for one that is open.
    """
    _require(actor)
    with transaction.atomic():
        department = Department.objects.select_for_update().get(pk=department.pk)
        if department.closed_at is None:
            raise NotPossible(gettext("%(department)s is open.") % {"department": department})
        merged_into = department.merged_into_id
        department.closed_at, department.merged_into = None, None
        department.save(update_fields=["closed_at", "merged_into"])
        write_audit(actor, "department.reopened", "department", department.pk, merged_into=merged_into)


def by_code(code: object, place: str, held: int | None = None) -> Department:
    """Return the open department that a file names. LookupError tells the place, the code and which there are.

    held: the id of one that stands there already: that may stay, closed or not.
    """
    department = (
        Department.objects.select_related("merged_into").filter(code=code).first() if isinstance(code, str) else None
    )
    if department is not None and (department.closed_at is None or department.pk == held):
        return department
    known = ", ".join(Department.objects.open().order_by("code").values_list("code", flat=True)) or "none"
    what = "is unknown" if department is None else "is closed"
    if department is not None and department.merged_into is not None:
        what = f"was merged into {department.merged_into.code!r}"
    raise LookupError(f"{place}: {code!r} {what}. Known: {known}")


def refusal(department: Department, successor: Department | None, has: list[Owned]) -> str:
    """Return why it cannot be done now; "" when it can."""
    if department.closed_at is not None:
        return gettext("%(department)s is al gesloten.") % {"department": department}
    if successor is None:
        if not has:
            return ""
        words = ", ".join(each.words for each in has)
        return gettext("%(department)s heeft nog %(what)s. Kies een dienst die dat overneemt.") % {
            "department": department,
            "what": words,
        }
    if successor.pk == department.pk:
        return gettext("Kies een andere dienst dan %(department)s zelf.") % {"department": department}
    if successor.closed_at is not None:
        return gettext("%(department)s is zelf gesloten. Kies een dienst die nog werkt.") % {"department": successor}
    if department.is_discreet and not successor.is_discreet:
        return gettext(
            "%(department)s is discreet en %(successor)s niet: mails zouden zeggen waarover een zaak gaat. "
            "Kies een discrete dienst, of duid %(successor)s eerst zelf als discreet aan."
        ) % {"department": department, "successor": successor}
    return ""


def _require(actor: Actor) -> None:
    if actor.kind == "system":
        return
    by = User.objects.filter(pk=actor.id, is_active=True).first() if actor.kind == "staff" else None
    if by is None or not by.has_perm(PERMISSION):
        raise NotAllowed(gettext("U mag geen diensten sluiten, samenvoegen of opnieuw openen."))
