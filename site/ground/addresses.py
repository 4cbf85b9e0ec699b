"""Addresses that code below or beside their views must know: the menu, and what is private, sent or changed where.

All other code asks `reverse()` or an object's get_absolute_url(). These are fixed: mails, prints and other systems hold them,
and tests/portal/test_addresses.py holds them beside the views.
"""

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
PRIVATE = (ADMIN, f"{FORMS}*/*/", CASES, LINKS, SEARCH, API, OWN, MAILBOX, "/_util/")
"""What is about one visitor, or for programs, as patterns of robots.txt: no page below them is kept, nor for a crawler."""
UNLOGGED = ("/healthz", "/readyz", "/static/")


def of_unfinished(name: str, *args: object) -> str:
    """Return reverse() of what an editor may still be writing; "" while no address can hold its name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
