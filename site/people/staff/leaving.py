"""A colleague who leaves: no longer lets in, what they had in hand goes on, and their name stays with what they did."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from ground.actor import Actor
from people.errors import NotAllowed
from people.models import Team, User
from people.seams import belongings
from people.signing_in import invitations, password_reset
from records.service import revoke_link, write_audit


@dataclass(frozen=True, slots=True)
class InHand:
    """What a colleague has in hand, in words."""

    number: int
    words: str


def deactivate(actor: Actor, by: User, user: User, successor: User | None) -> list[str]:
    """Close a colleague's account and hand over what they had in hand: to the successor, or back to the departments.

    Their places in teams end: nobody takes those over.

    Returns the addresses of the pages that show how far the handing over is.
    """
    if not may_deactivate(by, user):
        raise NotAllowed(gettext("U mag %(name)s niet op non-actief zetten.") % {"name": user})
    with transaction.atomic():
        _shut(user)
        Team.objects.filter(lead=user).update(lead=None)
        user.teams.clear()
        addresses = [belonging.hand_over(actor, by, user, successor) for _name, belonging in belongings.items()]
        write_audit(actor, "user.deactivated", "user", user.pk, successor=successor.pk if successor else None)
    return [address for address in addresses if address]


def shut(actor: Actor, by: User, user: User) -> None:
    """Close a colleague's account alone: what they have in hand stays theirs until somebody hands it over. Raises NotAllowed."""
    if not may_deactivate(by, user):
        raise NotAllowed(gettext("U mag %(name)s niet op non-actief zetten.") % {"name": user})
    with transaction.atomic():
        _shut(user)
        write_audit(actor, "user.deactivated", "user", user.pk, successor=None)


def reopen(actor: Actor, by: User, user: User) -> None:
    """Open an account that was closed: its owner is invited anew. Raises NotAllowed."""
    if not may_deactivate(by, user):
        raise NotAllowed(gettext("U mag %(name)s niet opnieuw toelaten.") % {"name": user})
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=True)
        write_audit(actor, "user.reopened", "user", user.pk)


def _shut(user: User) -> None:
    """Let nobody in by an account: without a password its sessions open nothing either, now or when it is opened again."""
    User.objects.filter(pk=user.pk).update(is_active=False, password=make_password(None))
    for kind in (invitations.KIND, password_reset.KIND):
        revoke_link(kind, user.pk)


def may_deactivate(by: User, user: User) -> bool:
    """Return whether somebody may close a colleague's account: never their own, and an administrator's only as one."""
    if by.pk == user.pk or (user.is_superuser and not by.is_superuser):
        return False
    return by.is_active and by.has_perm("people.change_user")


def has_left_traces(user: User) -> bool:
    """Return whether a colleague ever worked here: then their account is closed, never removed."""
    return user.last_login is not None or any(belonging.count(user) for _name, belonging in belongings.items())


def in_hand(by: User, user: User) -> list[InHand]:
    """Return what a colleague has in hand, as far as `by` may know, without what is none. One query a kind."""
    counted = [(belonging, belonging.count(user, by)) for _name, belonging in belongings.items()]
    return [InHand(number, belonging.in_words(number)) for belonging, number in counted if number]


def places_in_teams(user: User) -> list[str]:
    """Return "de leiding van het team Loket (Bevolking)" for each team that a colleague leads or is in. Two queries."""
    led, in_them = user.led_teams.select_related("department"), user.teams.select_related("department")
    return [
        *(gettext("de leiding van het team %(team)s") % {"team": team} for team in led),
        *(gettext("een plaats in het team %(team)s") % {"team": team} for team in in_them),
    ]


def successors(user: User) -> QuerySet[User]:
    """Return the active colleagues of the same departments whose role lets them take over what can be handed over."""
    colleagues = User.objects.filter(is_active=True, departments__in=user.departments.all()).exclude(pk=user.pk)
    for _name, belonging in belongings.items():
        colleagues = colleagues.filter(pk__in=belonging.handlers())
    return colleagues.distinct().order_by("first_name", "last_name", "username")
