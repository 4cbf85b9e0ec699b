"""Writing the city itself: departments, sign-ins, places, closing days, contact data."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import Site
from wagtail.users.models import UserProfile

from counters.models import OpeningRule, Place
from demo import places
from demo.staff import DEPARTMENTS, PASSWORD, SIGN_INS
from demo.texts import line
from people.models import Department, User
from people.service import CitySettings, ClosingDay


def load_departments() -> dict[str, Department]:
    """Return the departments by code, made where absent."""
    return {
        data.code: Department.objects.get_or_create(
            code=data.code,
            defaults={
                "name": data.name,
                "email": f"{data.code}@sint-niklaas.example",
                "phone": places.PHONE,
                "is_discreet": data.is_discreet,
            },
        )[0]
        for data in DEPARTMENTS
    }


def load_staff(departments: dict[str, Department]) -> None:
    """Make the sign-ins that are absent, with their roles and departments; roles.sync() must have run."""
    # One hash for all: the password is on the screen anyway, and each hash takes half a second.
    password = make_password(PASSWORD)
    for data in SIGN_INS:
        if User.objects.filter(username=data.username).exists():
            continue
        user = User(
            username=data.username,
            first_name=data.first_name,
            last_name=data.last_name,
            email=f"{data.username}@sint-niklaas.example",
            is_superuser=data.is_superuser,
            is_staff=data.is_superuser,
            password=password,
        )
        user.save()
        user.groups.set(Group.objects.filter(name__in=data.roles))
        codes = list(departments) if data.departments == ("*",) else data.departments
        user.departments.set([departments[code] for code in codes])
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "nl"})


def load_places() -> dict[str, Place]:
    """Return the places by slug, made where absent, with their weekly hours."""
    found = {}
    for data in places.PLACES:
        place = Place.objects.filter(slug=data.slug).first()
        found[data.slug] = place or _new_place(data)
    for day, reason in places.BRIDGE_DAYS:
        ClosingDay.objects.get_or_create(date=day, defaults={"reason": reason})
    return found


def load_settings(site: Site) -> None:
    """Say how to reach the city."""
    CitySettings.objects.update_or_create(
        site=site, defaults={"phone": places.PHONE, "email": places.EMAIL, "address": places.ADDRESS}
    )


def _new_place(data: places.PlaceData) -> Place:
    place = Place(
        slug=data.slug,
        name=data.name,
        street=data.street,
        postal_code=data.postal_code,
        city=data.city,
        phone=places.PHONE,
        email=places.EMAIL,
        introduction=line(data.introduction),
        accessibility=line(data.accessibility),
    )
    place.opening_rules = [
        OpeningRule(
            weekday=opening.weekday,
            opens=opening.opens,
            closes=opening.closes,
            by_appointment=opening.by_appointment,
            not_in_months=list(opening.not_in_months),
        )
        for opening in data.openings
    ]
    place.save()
    return place
