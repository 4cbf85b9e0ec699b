"""Lists of public pages, as small values for templates."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from products.codelists import code_list
from products.models import HomePage, ThemePage
from products.service import visible, visible_products

PUBLIC_AUDIENCES = ("Burger", "Onderneming", "Vereniging", "Organisatie")
"""Audiences that come to a counter; the list's others are administrations."""
PER_PAGE = 40
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Card:
    """A link with a line of text and an icon of img/icons.svg."""

    title: str
    url: str
    text: str = ""
    icon: str = ""


def public_products(theme: str = "", audience: str = "") -> Any:
    """Return the products that anyone may see now, by title, with only what a list needs."""
    return visible_products(theme, audience).only("id", "title", "slug", "url_path", "summary", "themes")


def product_card(page: Any) -> Card:
    """Return the card of a product, with the icon of its first theme."""
    themes = page.themes or []
    return Card(page.title, product_url(page), page.summary, themes[0] if themes else "file")


def first_sentence(text: str) -> str:
    """Return the first sentence: what a card has room for."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def product_url(page: Any) -> str:
    """Return a product's address without a query: it is fixed (docs/architecture.md)."""
    return f"/producten/{page.slug}/"


def top_tasks(home: HomePage) -> list[Card]:
    """Return the products that the editor put on the front page, those that are public. Two queries."""
    chosen = [block.get("value") for block in home.top_tasks.raw_data]
    found = {page.pk: page for page in public_products().filter(pk__in=[pk for pk in chosen if pk])}
    cards = [product_card(found[pk]) for pk in chosen if pk in found]
    return [replace(card, text=first_sentence(card.text)) for card in cards]


def theme_cards() -> list[Card]:
    """Return the theme pages in the order of the tree. Two queries."""
    pages = visible(ThemePage.objects.all()).order_by("path")
    return [Card(page.title, f"/thema/{page.slug}/", first_sentence(page.introduction), page.theme) for page in pages]


def audience_cards() -> list[Card]:
    """Return the audiences that have a page."""
    known = code_list("audiences")
    return [Card(known[code].label, f"/doelgroep/{code}/") for code in PUBLIC_AUDIENCES if code in known]


def by_letter(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """Return cards grouped by the first letter of their title; digits and signs come first, under "#"."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[first_letter(card.title)].append(card)
    return [(letter, groups[letter]) for letter in sorted(groups)]


def first_letter(title: str) -> str:
    """Return the letter under which a title is filed: "Énergie" under E, "1 mei" under #."""
    plain = unicodedata.normalize("NFKD", title.strip())[:1].upper()
    return plain if plain in LETTERS and plain else "#"


def letters_of(groups: Iterable[tuple[str, list[Card]]]) -> list[tuple[str, bool]]:
    """Return the alphabet, each letter with whether there is anything under it."""
    filled = {letter for letter, _cards in groups}
    return [(letter, letter in filled) for letter in (["#"] if "#" in filled else []) + list(LETTERS)]
