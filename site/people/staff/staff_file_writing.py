"""Writing what a file of colleagues says, many rows a statement."""

from typing import Any

from ground.actor import Actor
from people.models import User
from people.signals import leave_teams_of_other_departments
from people.signing_in import invitations
from people.staff.staff_file_rows import OWN, Colleague, Understood
from records.models import AuditLine
from records.service import audit_line

BATCH = 200
RELATIONS = {"roles": "groups", "departments": "departments", "teams": "teams"}
"""The places of a colleague, each with the relation of User that holds them."""


def write(actor: Actor, understood: Understood, *, invites: bool) -> None:
    """Make accounts and bring others up to date, in the current transaction, with the lines that the actions would write."""
    changed = [each for each in understood.colleagues if each.is_changed]
    new = [each for each in changed if each.is_new]
    for each in new:
        each.user.set_unusable_password()
    User.objects.bulk_update([each.user for each in changed if not each.is_new], OWN, batch_size=BATCH)
    User.objects.bulk_create([each.user for each in new], batch_size=BATCH)
    lines: list[AuditLine] = []
    for name, relation in RELATIONS.items():
        lines += _write_places(actor, changed, name, getattr(User, relation))
    leave_teams_of_other_departments()
    for each in changed:
        roles = list(each.role_names)
        lines.append(audit_line(actor, "user.read", "user", each.user.pk, made=each.is_new, roles=roles))
    AuditLine.objects.bulk_create(lines, batch_size=BATCH)
    if invites:
        invitations.invite_new(actor, [each.user for each in new])


def _write_places(actor: Actor, changed: list[Colleague], name: str, descriptor: Any) -> list[AuditLine]:  # noqa: ANN401  # made by Django at run time
    """Bring one relation up to date; returns the lines that say so."""
    through = descriptor.through
    source = descriptor.field.m2m_column_name() if not descriptor.reverse else descriptor.field.m2m_reverse_name()
    target = descriptor.field.m2m_reverse_name() if not descriptor.reverse else descriptor.field.m2m_column_name()
    rows, lines = [], []
    gone: dict[int, list[int]] = {}
    for each in changed:
        before, after = getattr(each.before, name), getattr(each.places, name)
        if before == after:
            continue
        added, removed = sorted(after - before), sorted(before - after)
        rows += [through(**{source: each.user.pk, target: pk}) for pk in added]
        for pk in removed:
            gone.setdefault(pk, []).append(each.user.pk)
        lines.append(audit_line(actor, f"user.{name}_set", "user", each.user.pk, added=added, removed=removed))
    for pk, users in gone.items():
        through.objects.filter(**{target: pk, f"{source}__in": users}).delete()
    through.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return lines
