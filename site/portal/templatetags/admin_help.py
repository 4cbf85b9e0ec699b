"""The link to the guide about the screen on which it stands."""

from typing import Any

from django import template

from portal.admin.access.rule import model_in
from portal.admin.help.addresses import address_for

register = template.Library()


@register.simple_tag(takes_context=True)
def help_address(context: dict[str, Any]) -> str:
    """Return where one reads about this screen; "" in the guides themselves, and where no address led here."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.view_name in ("help", "help_chapter"):
        return ""
    return address_for(match.view_name, model_in(match.kwargs))
