"""What happens to messages."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "audit.exported": _("Logboek uitgevoerd"),
            "message.retried": _("Bericht opnieuw in de rij gezet"),
            "mail_text.changed": _("Tekst van een mail gewijzigd"),
        }
    )
