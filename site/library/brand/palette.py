"""All colours that follow from the two that a city chooses, in light and in dark, and whether each can be read.

A city chooses its primary and its accent colour. What follows from them keeps the hue and has the brightness that the shipped
colour has in its place, so that it can be read wherever the shipped one can. What is used as it was chosen is judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.brand.colours import contrast, luminance, nearest, with_luminance

MIN_CONTRAST = 4.5
"""Of text (WCAG 2.2, 1.4.3, level AA)."""

SHIPPED = {
    "primary": "#14509e",
    "primary-deep": "#0b2d63",
    "primary-hero": "#0d3a7d",
    "primary-skyline": "#164690",
    "primary-tint": "#e9f1fb",
    "dark-link": "#93c5ff",
    "dark-link-hover": "#c6e0ff",
    "dark-primary": "#2a68bd",
    "dark-primary-hover": "#3373c9",
    "dark-tint": "#14294a",
    "dark-hero": "#12366f",
    "dark-hero-low": "#0f2a57",
    "dark-skyline": "#1a4180",
    "dark-footer": "#0f2347",
    "dark-disc": "#1d2f4d",
    "accent": "#ffc629",
    "accent-tint": "#fff2cc",
    "dark-disc-ink": "#ffd25c",
    "dark-balloon": "#e5b02a",
}
"""The first layer of tokens.css, as far as it holds the city's two colours: `primary` is --sn-brand-primary."""

OF_ACCENT = ("accent-tint", "dark-disc-ink", "dark-balloon")
OF_PRIMARY = tuple(name for name in SHIPPED if name not in ("primary", "accent", *OF_ACCENT))
DARKER = ("primary-deep", "primary-hero", "primary-skyline")
"""What stays darker than a primary colour that is dark itself."""

WHITE, INK = "#ffffff", "#15202e"
LIGHT_GROUNDS = {"surface": "#f8f5ee", "success-bg": "#e6f4ec", "warn-bg": "#fff2cc"}
DARK_GROUNDS = {
    "bg": "#0e1621",
    "surface": "#151f2c",
    "surface-2": "#223043",
    "card-bg": "#131c28",
    "success-bg": "#12301f",
    "warn-bg": "#35290c",
}
"""Colours of tokens.css that are the same for each city, and on which its links stand."""

PRIMARY, ACCENT = "primary_colour", "accent_colour"
"""The fields of a Brand."""

Colours = dict[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Text on a ground, the field that answers for it, and what it is in words."""

    field: str
    front: str
    ground: str
    words: str | Promise

    @property
    def ratio(self) -> float:
        """Its contrast, rounded down to one decimal: 4.49 is not 4.5."""
        return int(contrast(self.front, self.ground) * 10) / 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """The worst pair of a field, and the nearest colour with which all pairs of that field pass."""

    pair: Pair
    offered: str | None


def colours_of(primary: str = "", accent: str = "") -> Colours:
    """Return all colours that follow from two, by the name of their token; "" is the shipped one."""
    primary, accent = primary or SHIPPED["primary"], accent or SHIPPED["accent"]
    colours = dict(SHIPPED)
    if primary != SHIPPED["primary"]:
        colours |= {"primary": primary, **_following(primary, "primary", OF_PRIMARY)}
    if accent != SHIPPED["accent"]:
        colours |= {"accent": accent, **_following(accent, "accent", OF_ACCENT)}
    return colours


def _following(chosen: str, name: str, names: tuple[str, ...]) -> Colours:
    """Return what follows from one colour: of its hue, each as bright as the shipped colour in that place."""
    dimming = min(luminance(chosen) / luminance(SHIPPED[name]), 1)
    return {
        each: with_luminance(chosen, luminance(SHIPPED[each]) * (dimming if each in DARKER else 1)) for each in names
    }


def refusals(primary: str = "", accent: str = "") -> list[Refusal]:
    """Return for each colour with which a text cannot be read its worst pair; empty when all can."""
    refused = []
    for field, chosen in ((PRIMARY, primary), (ACCENT, accent)):
        low = [pair for pair in pairs(colours_of(primary, accent)) if pair.field == field and _is_low(pair)]
        if low:
            start = chosen or SHIPPED["primary" if field == PRIMARY else "accent"]
            offered = nearest(start, lambda other, field=field: _passes(field, other, primary, accent))  # type: ignore[misc]  # a default for each round
            refused.append(Refusal(min(low, key=lambda pair: contrast(pair.front, pair.ground)), offered))
    return refused


def _passes(field: str, other: str, primary: str, accent: str) -> bool:
    colours = colours_of(other, accent) if field == PRIMARY else colours_of(primary, other)
    return not any(_is_low(pair) for pair in pairs(colours) if pair.field == field)


def _is_low(pair: Pair) -> bool:
    return contrast(pair.front, pair.ground) < MIN_CONTRAST


def pairs(colours: Colours) -> Iterator[Pair]:
    """Yield each pair of text and ground of both schemes in which a colour of the city stands."""
    yield Pair(PRIMARY, WHITE, colours["primary"], _("witte letters op de hoofdkleur, zoals op een knop"))
    for ground in (*LIGHT_GROUNDS.values(), colours["primary-tint"]):
        yield Pair(PRIMARY, colours["primary"], ground, _("een link in de hoofdkleur op een licht vlak"))
    for name in DARKER:
        yield Pair(PRIMARY, WHITE, colours[name], _("witte letters op een donkere tint van de hoofdkleur"))
    for link in ("dark-link", "dark-link-hover"):
        for ground in (*DARK_GROUNDS.values(), colours["dark-tint"]):
            yield Pair(PRIMARY, colours[link], ground, _("een link op een donker scherm"))
    for name in ("dark-primary", "dark-primary-hover", "dark-hero", "dark-hero-low", "dark-skyline", "dark-footer"):
        yield Pair(PRIMARY, WHITE, colours[name], _("witte letters op de hoofdkleur op een donker scherm"))
    yield Pair(ACCENT, INK, colours["accent"], _("donkere letters op de accentkleur, zoals bij “U bent aan zet”"))
    yield Pair(
        ACCENT, colours["primary-deep"], colours["accent"], _("een donkere tint van de hoofdkleur op de accentkleur")
    )
    yield Pair(
        ACCENT, colours["primary-deep"], colours["accent-tint"], _("een teken in de hoofdkleur op lichte accentkleur")
    )
    yield Pair(ACCENT, colours["accent"], colours["dark-footer"], _("de accentkleur op een donker scherm"))
    yield Pair(
        ACCENT, colours["dark-disc-ink"], colours["dark-disc"], _("een teken in de accentkleur op een donker scherm")
    )
