"""Writing the city itself: departments, sign-ins, places, closing days, contact data."""

import datetime
from io import StringIO
from typing import Any

from django.core.management import call_command
from wagtail.models import Site

from counters.models import OpeningRule, Place
from demo.files import DATA, data
from demo.staff import ADMINISTRATOR
from library.brand.models import Drawing
from library.models import Brand
from people.models import Department
from people.service import ClosingDay, describe_city
from portal.start.parts import make_department


def load_departments() -> dict[str, Department]:
    """Return the departments by code, made where absent."""
    phone = data("places")["phone"]
    return {
        each["code"]: make_department(**each, email=f"{each['code']}@sint-niklaas.example", phone=phone)
        for each in data("departments")
    }


def load_staff() -> None:
    """Make the sign-ins, without a password; departments and roles must be there."""
    call_command("createsuperuser", interactive=False, verbosity=0, **ADMINISTRATOR)
    call_command("import_staff", str(DATA / "staff.csv"), no_invitation=True, stdout=StringIO())


def load_places() -> dict[str, Place]:
    """Return the places by slug, made where absent, with their weekly hours; and write the closing days."""
    city = data("places")
    for day, reason in city["closing_days"].items():
        ClosingDay.objects.get_or_create(date=datetime.date.fromisoformat(day), defaults={"reason": reason})
    reach = {"phone": city["phone"], "email": city["email"]}
    known = {place.slug: place for place in Place.objects.filter(slug__in=city["places"])}
    return {slug: known.get(slug) or _new_place(slug, reach, **added) for slug, added in city["places"].items()}


def load_settings(site: Site) -> None:
    """Say how to reach the city and how it looks, as an administrator does under Instellingen."""
    city = data("places")
    describe_city(site, **{name: city[name] for name in ("name", "phone", "email", "address", "complaints")})
    brand, _made = Brand.objects.get_or_create(site=site)
    brand.drawing = Drawing.BALLOONS
    brand.full_clean()
    brand.save()


def _new_place(slug: str, reach: dict[str, str], openings: list[dict[str, Any]], **texts: str) -> Place:
    place = Place(slug=slug, **reach, **texts)
    place.opening_rules = [OpeningRule(**{**each, **_ends(each)}) for each in openings]
    place.save()
    return place


def _ends(opening: dict[str, Any]) -> dict[str, datetime.time]:
    return {end: datetime.time.fromisoformat(opening[end]) for end in ("opens", "closes")}
