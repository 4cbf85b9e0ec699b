"""What happens to colleagues and to the city's settings."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "user.deactivated": _("Medewerker uitgeschakeld"),
            "user.departments_set": _("Diensten van een medewerker gewijzigd"),
            "role.copied": _("Rol gekopieerd"),
            "user.read": _("Medewerker ingelezen uit een bestand"),
            "settings.changed": _("Instellingen gewijzigd"),
        }
    )
