"""What editors do to what is found."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "search.query_ignored": _("Zoekvraag uit de lijsten gehaald"),
            "search.query_shown": _("Zoekvraag weer in de lijsten gezet"),
            "search.popularity_reset": _("Populariteit op nul gezet"),
        }
    )
