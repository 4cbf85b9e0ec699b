"""What base.html, mails and prints wear: whose counter this is and how to reach it, read in one way by all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext

from ground.addresses import ACCESSIBILITY, CONTACT, PRIVACY
from ground.registry import Slot

ORDINARY_PAGES = frozenset({CONTACT, PRIVACY, ACCESSIBILITY})
"""To which every page leads, once an editor has put them online."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How to reach the city; "" for what is not known."""

    city_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    complaints: str = ""
    """Where somebody complains: an address."""

    @property
    def full_name(self) -> str:
        """The city as a title or a sender writes it."""
        return full_name(self.city_name)


def full_name(city_name: str) -> str:
    """Return "Stad Voorbeeld"; "De stad" while nobody filled in its name."""
    return gettext("Stad %(name)s") % {"name": city_name} if city_name else gettext("De stad")


city: Slot[Callable[[HttpRequest | None], Frame]] = Slot("city's contact data")
"""Filled by people; gets the request, or None where there is none (a mail)."""
ordinary_pages: Slot[Callable[[HttpRequest | None], frozenset[str]]] = Slot("ordinary pages that are online")
"""Filled by front: which of ORDINARY_PAGES a visitor can open."""
without_database: Slot[Callable[[], Frame]] = Slot("contact data of a page without a database")


def frame(request: HttpRequest | None = None) -> Frame:
    """Return the frame of a page or a mail. At most two queries a request; the defaults when the database is gone."""
    if not city.filled:
        return Frame()
    try:
        return city.get()(request)
    except DatabaseError:
        return default_frame()


def pages_online(request: HttpRequest | None = None) -> frozenset[str]:
    """Return to which of ORDINARY_PAGES a page may lead. One query a generation; all of them when the database is gone."""
    if not ordinary_pages.filled:
        return ORDINARY_PAGES
    try:
        return ordinary_pages.get()(request)
    except DatabaseError:
        return ORDINARY_PAGES


def default_frame() -> Frame:
    """Return what a page says that may ask nobody. No query."""
    return without_database.get()() if without_database.filled else Frame()
