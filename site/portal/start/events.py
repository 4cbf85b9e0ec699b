"""What setup writes down."""

from django.utils.translation import gettext_lazy as _

from ground import events
from portal.start.city import MADE


def register() -> None:
    """Declare the event, when the app is ready."""
    events.declare({MADE: _("Gemaakt bij het begin van de stad")}, is_lasting=True)
