"""Addresses that code below or beside their views must know: the menu, and what is private, sent or changed where.

All other code asks `reverse()` or an object's get_absolute_url(). These are fixed: mails, prints and other systems hold them,
and tests/portal/test_addresses.py holds them beside the views.
"""

import re

from django.urls import NoReverseMatch, reverse

HOME = "/"
PRODUCTS = "/producten/"
THEMES = "/thema/"
AUDIENCES = "/doelgroep/"
A_TO_Z = "/a-z/"
QUESTIONS = "/vragen/"
PLACES = "/plaatsen/"
CONTACT = "/contact/"
PRIVACY = "/privacy/"
ACCESSIBILITY = "/toegankelijkheid/"
"""Ordinary pages, which `setup` makes."""
COOKIES = "/cookies/"
FEEDBACK = "/oordeel/"

ADMIN = "/cms/"
LOGBOOK = f"{ADMIN}logboek/"
API = "/api/"
WAGTAIL_API = "/api/wagtail/"
EDITORS = (ADMIN, WAGTAIL_API)
"""Where editors change what is public: one transaction each, one at a time in a process, with Wagtail's own scripts."""
FORMS = "/formulieren/"
CASES = "/zaken/"
LINKS = "/t/"
"""What follows is a token."""
SEARCH = "/zoeken/"
SUGGESTIONS = f"{SEARCH}suggesties/"
OWN = "/mijn/"
MAILBOX = "/dev/"
"""Of the demo: letters that would have been sent."""
UPLOADS = (FORMS, "/api/v1/forms/", *EDITORS)
"""Where files are sent."""
PRIVATE = (ADMIN, f"{FORMS}*/*/", CASES, LINKS, SEARCH, API, OWN, FEEDBACK, MAILBOX, "/_util/")
"""What is about one visitor, or for programs, as patterns of robots.txt: no page below them is kept, nor for a crawler."""
UNLOGGED = ("/healthz", "/readyz", "/static/")


_PRIVATE = re.compile("|".join(re.escape(pattern).replace(r"\*", "[^/]+") for pattern in PRIVATE))
_OF_EVERYBODY = re.compile(rf"{FORMS}[^/]+/|{CASES}|{SEARCH}")
"""What of a private address is the same for everybody."""


def is_private(path: str) -> bool:
    """Return whether an address is about one visitor, or for programs.

    >>> is_private("/formulieren/kermis/"), is_private("/formulieren/kermis/7f4e/stap/"), is_private("/t/x/")
    (False, True, True)
    """
    return _PRIVATE.match(path) is not None


def public_path(path: str) -> str:
    """Return the address without what is about one visitor; "" where nothing is left.

    >>> public_path("/formulieren/kermis/7f4e/klaar/"), public_path("/t/x/"), public_path("/a-z/")
    ('/formulieren/kermis/', '', '/a-z/')
    """
    if not is_private(path):
        return path
    public = _OF_EVERYBODY.match(path)
    return public.group() if public else ""


def of_unfinished(name: str, *args: object) -> str:
    """Return reverse() of what an editor may still be writing; "" while no address can hold its name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
