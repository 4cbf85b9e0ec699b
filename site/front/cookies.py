"""The cookies that the site sets, and what it keeps in a browser: the page about cookies says exactly this.

tests/front/test_cookies.py walks through the site and the admin and finds no other one.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ground.staff_bar import COOKIE as STAFF_COOKIE


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie: its name in the browser, what it is for and how long it stays, in whole sentences."""

    name: str
    purpose: str | Promise
    how_long: str | Promise
    is_for_staff: bool = False


COOKIES = (
    Cookie(
        "grants",
        _("Onthoudt welke formulieren u begon en welke zaken u opende, zodat u in deze browser verder kunt."),
        _(
            "31 dagen na uw laatste bezoek aan een formulier of zaak, of langer waar de stad een formulier langer bewaart."
        ),
    ),
    Cookie(
        "csrftoken",
        _("Beschermt wat u verstuurt: een andere site kan het niet in uw naam doen."),
        _("Een jaar."),
    ),
    Cookie(
        "messages", _("Toont een bericht één keer, zoals dat iets bewaard is."), _("Tot u het bericht gezien hebt.")
    ),
    Cookie(
        "sessionid",
        _("Houdt een medewerker aangemeld, of een bezoeker die het wachtwoord van een pagina gaf."),
        _("Twaalf uur, of veertien dagen als u koos om aangemeld te blijven."),
    ),
    Cookie(
        STAFF_COOKIE,
        _("Laat een aangemelde medewerker op de site de knoppen zien om een pagina te wijzigen."),
        _("Zo lang als de medewerker aangemeld is."),
        is_for_staff=True,
    ),
    Cookie(
        "wagtail_sidebar_collapsed",
        _("Onthoudt of een medewerker het menu dicht liet."),
        _("Tot de browser sluit."),
        is_for_staff=True,
    ),
)
