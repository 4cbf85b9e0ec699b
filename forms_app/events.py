"""What happens to forms."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "form.answers_exported": _("Antwoorden van een formulier uitgevoerd"),
            "form.published": _("Formulier gepubliceerd"),
            "form.removed": _("Formulier offline gehaald"),
            "form.read": _("Formulier ingelezen uit een bestand"),
        }
    )
