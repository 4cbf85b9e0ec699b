"""The head of a page of ours in Wagtail's admin: its title and icon, and the way that leads to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext


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
