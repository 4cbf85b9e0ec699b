"""What an export writes down."""

from django.utils.translation import gettext_lazy as _

from ground import events

EXPORTED_ALL = "city.exported"


def register() -> None:
    """Declare the event, when the app is ready."""
    events.declare({EXPORTED_ALL: _("Alles uitgevoerd naar bestanden (opdracht export_all)")})
