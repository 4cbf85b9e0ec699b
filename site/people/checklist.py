"""What a city still has to do before its counter works: each app says what it can judge. Shown on the admin's home."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from ground.registry import Registry
from people.permissions import AnyUser


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to do, and the screen on which it is done: None for what no screen does. is_done is judged each time, in at
    most two queries."""

    words: str | Promise
    address: Callable[[], str] | None
    is_done: Callable[[], bool]


checklist: Registry[CheckItem] = Registry("item of the first day's checklist")


def may_see(user: AnyUser) -> bool:
    """Return whether somebody looks after the installation."""
    return bool(user.is_active and user.has_perm("people.change_user"))
