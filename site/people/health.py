"""How the city's contact data are, for the status page."""

from django.utils.translation import gettext

from ground.health import Health
from people.models import CitySettings


def check() -> Health:
    """Say whether somebody ever filled in the city's contact data: a page that is visited makes them from the defaults.

    No failure, as the site works; but every page and mail then names another city. One query.
    """
    city, defaults = CitySettings.objects.first() or CitySettings(), CitySettings()
    names = ("city_name", "phone", "email", "address")
    if any(getattr(city, name) != getattr(defaults, name) for name in names):
        return Health(True, city.city_name)
    where = gettext("contactgegevens van de stad")
    message = (
        f"never filled in: every page and mail says {defaults.city_name}, {defaults.phone}. Fill in /cms/, “{where}”"
    )
    return Health(True, message, is_on=False)
