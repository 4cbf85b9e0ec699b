"""How the city's contact data are, for the status page."""

from django.utils.translation import gettext

from ground.health import Health
from people.models import CitySettings


def check() -> Health:
    """Say whether somebody filled in the name of the city and how to reach it.

    No failure, as the site works; but every page and mail then says "De stad". One query.
    """
    city = CitySettings.objects.order_by("-site__is_default_site", "pk").first()
    if city is not None and city.city_name and (city.phone or city.email):
        return Health(True, city.city_name)
    where = gettext("contactgegevens van de stad")
    absent = "name" if city is None or not city.city_name else "telephone and e-mail"
    return Health(True, f"no {absent} of the city: fill it in at /cms/, “{where}”", is_on=False)
