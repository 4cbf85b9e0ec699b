"""The city's contact data and opening words, for templates."""

from typing import Any

from django import template
from django.db import DatabaseError

register = template.Library()


@register.simple_tag(takes_context=True)
def city_settings(context: template.Context) -> Any:
    """Return the CitySettings of this site; the defaults where there is no request or no database (the 500 page).

    At most two queries a request: Wagtail keeps the settings on it.
    """
    from counters.models import CitySettings

    request = context.get("request")
    if request is None:
        return CitySettings()
    try:
        return CitySettings.for_request(request)
    except DatabaseError:
        return CitySettings()
