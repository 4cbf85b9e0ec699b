"""How the city looks, as pages and mails wear it: its mark, its picture, its letter, and the address of its colours.

What stands here as a default is what is shipped: neutral, fit for any city. The shipped colours themselves stand in tokens.css;
only mails, the bar of a browser and icons need them as values.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest

from ground.registry import Slot


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at an address, in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class HeroPicture:
    """The picture of the home page. sources: media type and srcset of better formats, the smallest file first."""

    image: Image
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MailColours:
    """Colours of a mail, each fit for its text: white on head, button and dark_button; dark_link on the dark."""

    head: str = "#0b2d63"
    accent: str = "#ffc629"
    button: str = "#14509e"
    dark_button: str = "#2a68bd"
    dark_link: str = "#93c5ff"


@dataclass(frozen=True, slots=True)
class Brand:
    """The look of one city.

    letter: "atkinson" or "system". drawing: "balloons", or "" for none. mark, hero: the city's own pictures, in the place of
    the drawing's. stylesheet: the address of its colours, "" where the shipped ones stand. icon: the address of the icon of a
    tab in these colours, "" for the shipped one; icon_png: of the mark. The colours are for what reads no style sheet: the
    mark, the bar of a browser. mail: those of mails.
    """

    letter: str = "atkinson"
    drawing: str = ""
    mark: Image | None = None
    hero: HeroPicture | None = None
    stylesheet: str = ""
    icon: str = ""
    icon_png: Image | None = None
    primary_colour: str = "#14509e"
    accent_colour: str = "#ffc629"
    theme_colour: str = "#0b2d63"
    mail: MailColours = MailColours()


NEUTRAL = Brand()

current: Slot[Callable[[HttpRequest | None], Brand]] = Slot("look of the city")
"""Filled by library; gets the request, or None where there is none (a mail)."""


def brand(request: HttpRequest | None = None) -> Brand:
    """Return the look of the city of a request, or of the default site. No query on a warm page; neutral without a database."""
    if not current.filled:
        return NEUTRAL
    try:
        return current.get()(request)
    except DatabaseError:
        return NEUTRAL
