"""How long what people keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "people.User": Lifetime(
        _("Collega’s: naam, mailadres, laatste aanmelding"),
        _("Zolang de installatie bestaat: wie vertrekt, wordt afgesloten en blijft als naam bij wat hij of zij deed"),
    ),
    "people.User_departments": Lifetime(_("Bij welke diensten een collega hoort"), _("Tot iemand het wijzigt")),
    "people.User_groups": Lifetime(_("Welke rollen een collega heeft"), _("Tot iemand het wijzigt")),
    "people.User_user_permissions": Lifetime(
        _("Rechten van één collega apart; geen scherm geeft ze"), _("Tot iemand het wijzigt")
    ),
    "people.Team": Lifetime(_("Wie een team leidt"), _("Tot iemand het wijzigt")),
    "people.Team_members": Lifetime(_("Wie in een team zit"), _("Tot iemand het wijzigt")),
    "people.NoticeChoice": Lifetime(_("Welke meldingen een collega wil"), _("Tot de collega het wijzigt")),
}
WITHOUT_PEOPLE = {
    "people.Department": "a department and its common mailbox",
    "people.DepartmentApprovalTask": "a step of a workflow",
    "people.ClosingDay": "days on which the city is closed",
    "people.CitySettings": "the city's own contact data",
    "people.Role": "names of roles",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
