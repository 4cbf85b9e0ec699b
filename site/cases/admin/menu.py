"""The entry of cases in the admin's menu, with the number that waits for whoever is signed in."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from cases.permissions import changeable_cases, policy
from cases.queries import UNASSIGNED
from people.models import User
from people.permissions import AnyUser

MAX_COUNTED = 99
"""More than this is shown as "99+": a menu stands on every page, and counts no further."""


class CasesMenuItem(MenuItem):
    """Shown to who may see cases; the number is there for who may handle them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_any_permission(request.user, ("view", "change"))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        number = number_waiting(request.user)
        item: LinkMenuItem = super().render_component(request)
        if number:
            # A new dict: the item is one for all requests.
            item.attrs = {
                **self.attrs,
                "data-waiting": shown(number),
                "aria-label": f"{self.label}: {in_words(number)}",
            }
        return item


def number_waiting(user: AnyUser) -> int:
    """Return how many running cases wait for the user: their own and nobody's, not those that wait for the citizen.

    No more than MAX_COUNTED + 1. One query, none for who handles no cases; departments and teams are kept on the user.
    """
    if not isinstance(user, User) or not policy.user_has_permission(user, "change"):
        return 0
    waiting = changeable_cases(user).running().exclude(next_due=None).filter(Q(handler=user) | UNASSIGNED)
    return waiting.order_by()[: MAX_COUNTED + 1].count()


def shown(number: int) -> str:
    """Return the number as the menu has room for it."""
    return f"{MAX_COUNTED}+" if number > MAX_COUNTED else str(number)


def in_words(number: int) -> str:
    """Return the same for who hears it."""
    if number > MAX_COUNTED:
        return gettext("meer dan %(number)s wachten op u of uw dienst") % {"number": MAX_COUNTED}
    words = ngettext("%(number)s wacht op u of uw dienst", "%(number)s wachten op u of uw dienst", number)
    return words % {"number": number}
