"""Wagtail's bar on public pages, for who is signed in: fetched apart, so that the page itself is the same for everybody."""

from ground.addresses import ADMIN

COOKIE = "staff"
"""Says to the page's script that a colleague is signed in (portal.middleware.staff_cookie). It opens nothing."""


def bar_address(page_id: int) -> str:
    """Return where the bar of a page is fetched."""
    return f"{ADMIN}balk/{page_id}/"
