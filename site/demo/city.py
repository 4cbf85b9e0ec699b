"""Writing the city itself: departments, sign-ins, places, closing days, contact data."""

import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import Site
from wagtail.users.models import UserProfile

from counters.models import OpeningRule, Place
from demo.files import data
from demo.staff import DEPARTMENTS, PASSWORD, SIGN_INS
from people.models import Department, User
from people.service import CitySettings, ClosingDay


def load_departments() -> dict[str, Department]:
    """Return the departments by code, made where absent."""
    phone = data("places")["phone"]
    return {
        each.code: Department.objects.get_or_create(
            code=each.code,
            defaults={
                "name": each.name,
                "email": f"{each.code}@sint-niklaas.example",
                "phone": phone,
                "is_discreet": each.is_discreet,
            },
        )[0]
        for each in DEPARTMENTS
    }


def load_staff(departments: dict[str, Department]) -> None:
    """Make the sign-ins that are absent, with their roles and departments; roles.sync() must have run."""
    # One hash for all: the password is on the screen anyway, and each hash takes half a second.
    password = make_password(PASSWORD)
    for each in SIGN_INS:
        if User.objects.filter(username=each.username).exists():
            continue
        user = User(
            username=each.username,
            first_name=each.first_name,
            last_name=each.last_name,
            email=f"{each.username}@sint-niklaas.example",
            is_superuser=each.is_superuser,
            is_staff=each.is_superuser,
            password=password,
        )
        user.save()
        user.groups.set(Group.objects.filter(name__in=each.roles))
        codes = list(departments) if each.departments == ("*",) else each.departments
        user.departments.set([departments[code] for code in codes])
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "nl"})


def load_places() -> dict[str, Place]:
    """Return the places by slug, made where absent, with their weekly hours; and write the closing days."""
    city = data("places")
    for day, reason in city["closing_days"].items():
        ClosingDay.objects.get_or_create(date=datetime.date.fromisoformat(day), defaults={"reason": reason})
    reach = {"phone": city["phone"], "email": city["email"]}
    known = {place.slug: place for place in Place.objects.filter(slug__in=city["places"])}
    return {slug: known.get(slug) or _new_place(slug, reach, **added) for slug, added in city["places"].items()}


def load_settings(site: Site) -> None:
    """Say how to reach the city."""
    city = data("places")
    CitySettings.objects.update_or_create(
        site=site, defaults={name: city[name] for name in ("phone", "email", "address")}
    )


def _new_place(slug: str, reach: dict[str, str], openings: list[dict[str, Any]], **texts: str) -> Place:
    place = Place(slug=slug, **reach, **texts)
    place.opening_rules = [OpeningRule(**{**each, **_ends(each)}) for each in openings]
    place.save()
    return place


def _ends(opening: dict[str, Any]) -> dict[str, datetime.time]:
    return {end: datetime.time.fromisoformat(opening[end]) for end in ("opens", "closes")}
