"""What happens to what visitors say and to audits."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "accessibility_audit.changed": _("Onderzoek naar toegankelijkheid bewaard"),
            "accessibility_audit.removed": _("Onderzoek naar toegankelijkheid verwijderd"),
            "feedback.handled": _("Reactie van een bezoeker afgehandeld"),
            "feedback.reopened": _("Reactie van een bezoeker weer open gezet"),
            "feedback.exported": _("Reacties van bezoekers uitgevoerd"),
        }
    )
