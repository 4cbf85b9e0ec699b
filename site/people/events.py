"""What happens to colleagues and to the city's settings."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "department.closed": _("Dienst gesloten"),
            "department.merged": _("Dienst opgegaan in een andere"),
            "department.reopened": _("Dienst opnieuw geopend"),
            "user.deactivated": _("Medewerker uitgeschakeld"),
            "user.reopened": _("Medewerker opnieuw toegelaten"),
            "user.departments_set": _("Diensten van een medewerker gewijzigd"),
            "role.copied": _("Rol gekopieerd"),
            "user.teams_set": _("Teams van een medewerker gewijzigd"),
            "user.roles_set": _("Rollen van een medewerker gewijzigd"),
            "user.made": _("Medewerker toegevoegd"),
            "user.invited": _("Medewerker uitgenodigd"),
            "user.invitation_accepted": _("Medewerker koos een wachtwoord"),
            "user.signed_in": _("Aangemeld"),
            "user.sign_in_failed": _("Aanmelden mislukt"),
            "user.exported": _("Lijst van collega’s uitgevoerd"),
            "user.read": _("Medewerker ingelezen uit een bestand"),
            "settings.changed": _("Instellingen gewijzigd"),
        }
    )
