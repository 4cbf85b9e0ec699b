"""What of the first day people can judge: how to reach the city, and who works where."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.checklist import CheckItem, checklist
from people.models import CitySettings, Department, User

WITHOUT_DEPARTMENT = ("administrator", "auditor", "privacy", "chief_editor", "excluded_cases")
"""Roles that reach over the whole city."""


def register() -> None:
    """Put the items on the list, when the app is ready."""
    for code, item in {
        "city": CheckItem(
            _("Vul naam, telefoon, e-mail en adres van de stad in"),
            lambda: reverse("wagtailsettings:edit", args=["people", "citysettings"]),
            city_is_described,
        ),
        "departments": CheckItem(
            _("Geef elke dienst een collega"),
            lambda: reverse("wagtailusers_users:index"),
            departments_have_colleagues,
        ),
        "colleagues": CheckItem(
            _("Geef elke collega een rol en een dienst"),
            lambda: reverse("wagtailusers_users:index"),
            colleagues_have_places,
        ),
    }.items():
        checklist.register(code, item)


def city_is_described() -> bool:
    """Return whether everything with which citizens reach the city is filled in. One query."""
    city = CitySettings.objects.order_by("-site__is_default_site", "pk").first()
    return city is not None and all((city.city_name, city.phone, city.email, city.address))


def departments_have_colleagues() -> bool:
    """Return whether somebody who can sign in works for each department that is open. One query."""
    staff = User.departments.through.objects.filter(department=OuterRef("pk"), user__is_active=True)
    return not Department.objects.open().filter(~Exists(staff)).exists()


def colleagues_have_places() -> bool:
    """Return whether each colleague has a role, and a department where the role reaches no further. One query."""
    roles = User.groups.through.objects.filter(user=OuterRef("pk"))
    departments = User.departments.through.objects.filter(user=OuterRef("pk"))
    over_the_city = roles.filter(group__role__code__in=WITHOUT_DEPARTMENT)
    without = ~Exists(roles) | (~Exists(departments) & ~Exists(over_the_city))
    return not User.objects.filter(Q(is_active=True, is_superuser=False) & without).exists()
