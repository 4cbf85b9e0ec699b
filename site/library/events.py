"""What happens to pictures and files."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "picture.changed": _("Afbeelding gewijzigd"),
            "picture.removed": _("Afbeelding verwijderd"),
            "file.changed": _("Document gewijzigd"),
            "file.removed": _("Document verwijderd"),
        }
    )
