"""What only staff see on public pages."""

from typing import Any

from django import template
from django.conf import settings
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from forms_app.service import Form
from products.service import only_reached_from

register = template.Library()


@register.simple_tag(takes_context=True)
def staff_bar(context: dict[str, Any]) -> str:
    """Return Wagtail's bar for who may be signed in, "" for who cannot be.

    Wagtail's own tag asks the session who it is, and so makes every page personal: none would ever be kept whole.
    """
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(wagtailuserbar(context))


@register.simple_tag
def forms_left_alone(pages: Any) -> list[Form]:
    """Return the forms that nobody meets any more without these pages: one page, or the items of a bulk action."""
    found = [each["item"] for each in pages] if isinstance(pages, list) else [pages]
    return list(only_reached_from([page.pk for page in found]))
