"""Who decides about what is kept: whoever the role lets destroy cases, over the whole city."""

from django.utils.translation import gettext

from cases.access import member_of_staff
from cases.errors import NotAllowed
from ground.actor import Actor
from people.models import User

DISPOSE = "cases.dispose_case"


def require_records_manager(actor: Actor) -> User:
    """Return the colleague behind the actor, asked anew each time. NotAllowed for anybody else. Three queries at most."""
    user = member_of_staff(actor)
    if user is None or not user.has_perm(DISPOSE):
        raise NotAllowed(gettext("U mag niet beslissen over het vernietigen van zaken."))
    return user
