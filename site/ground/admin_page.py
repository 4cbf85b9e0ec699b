"""A page of ours in Wagtail's admin: its head, with title, icon and the way that leads to it, and its place in the menu."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.menu import MenuItem


class MenuItemFor(MenuItem):  # type: ignore[misc]  # Wagtail has no types
    """An item of the menu that is shown to those for whom it is. is_for: the test of a user."""

    def __init__(self, *args: Any, is_for: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_for = is_for

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether it is for who asks."""
        return bool(self.is_for(request.user))


def page_head(title: str, icon: str, *above: tuple[str, str], crumb: str = "") -> dict[str, Any]:
    """Return what wagtailadmin/generic/base.html and its like show above a page.

    above: address and name of each page between the admin's home and this one. crumb: its own name in that way, when that is
    not the title.
    """
    way = [(reverse("wagtailadmin_home"), gettext("Home")), *above, ("", crumb or title)]
    return {
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
        "header_title": title,
        "header_icon": icon,
    }
