"""What happens to places."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "place.published": _("Locatie bewaard"),
            "place.removed": _("Locatie verwijderd"),
        }
    )
