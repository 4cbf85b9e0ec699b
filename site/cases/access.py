"""Who may do what with a case: one table of words, and the one way to a case for whoever acts on it.

A word is what somebody wants to do: a registered action's code, or one of WORDS. It needs a permission, and has kinds of
actors. Which cases are within reach is CaseQuerySet.reachable_by, whatever the word.
"""

from dataclasses import dataclass
from typing import Literal

from django.contrib.auth import get_user_model
from django.utils.translation import gettext

from cases.errors import CaseNotFound, NotAllowed
from cases.models import Case
from cases.permissions import policy, visible_cases
from cases.registry import case_actions
from ground.actor import Actor, ActorKind
from people.models import User

Permission = Literal["view", "change", "assign"]
"""What a role gives (people.roles). To change is also to see; to assign needs both."""
STAFF: frozenset[ActorKind] = frozenset({"staff"})
NEEDS: dict[Permission, tuple[tuple[str, ...], ...]] = {
    "view": (("view",), ("change",)),
    "change": (("change",),),
    "assign": (("change", "assign"),),
}
"""The sets of model permissions of which one is enough."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a word needs."""

    permission: Permission
    actors: frozenset[ActorKind] = STAFF


WORDS = {
    "see": Word("view"),
    "open_file": Word("view"),
    "give_to_colleague": Word("assign", STAFF | {"system"}),
}
"""Words that are no action of their own: reading, and what one action asks besides."""


def word(code: str) -> Word:
    """Return what a word needs; LookupError for one that stands in neither table."""
    if code in WORDS:
        return WORDS[code]
    action = case_actions[code]
    return Word(action.permission, action.actors)


def case_for(actor: Actor, pk: int, code: str, *, user: User | None = None) -> Case:
    """Return the case as the actor may use it for this word, with what pages and mails say of it.

    CaseNotFound where there is none within reach (out of it, excluded from it, or no such case), NotAllowed where the
    role does not give it. user: the member of staff behind the actor, where the request has just read them; else they are
    read anew.
    """
    if actor.kind == "staff" and user is None:
        user = member_of_staff(actor)
    reachable = Case.objects.all() if actor.kind == "system" else visible_cases(user) if user else Case.objects.none()
    case = reachable.with_words().select_related("handler").filter(pk=pk).first()
    if case is None:
        raise CaseNotFound(gettext("U mag dit niet doen met deze zaak."))
    _allow(actor, user, code)
    return case


def permit(actor: Actor, case: Case, code: str) -> User | None:
    """Return the member of staff behind the actor (None for the system itself), who may use the word on this case.

    Raises as case_for does. Looked up anew each time: a role or department that was taken away works at once.
    """
    user = member_of_staff(actor)
    if actor.kind != "system" and (
        user is None or not policy.user_has_any_permission_for_instance(user, ("view", "change"), case)
    ):
        raise CaseNotFound(gettext("U mag dit niet doen met deze zaak."))
    _allow(actor, user, code)
    return user


def member_of_staff(actor: Actor) -> User | None:
    """Return the active member of staff behind an actor; None for any other. One query."""
    return get_user_model().objects.filter(pk=actor.id, is_active=True).first() if actor.kind == "staff" else None


def permissions_of(user: User) -> frozenset[Permission]:
    """Return what the user's roles give, for cases within reach."""
    return frozenset(
        permission
        for permission, enough in NEEDS.items()
        if any(all(policy.user_has_permission(user, each) for each in needed) for needed in enough)
    )


def _allow(actor: Actor, user: User | None, code: str) -> None:
    needed = word(code)
    if actor.kind in needed.actors and (user is None or needed.permission in permissions_of(user)):
        return
    raise NotAllowed(gettext("U mag dit niet doen met deze zaak."))
