"""Lists of public pages, as small values for templates."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page as WagtailPage

from ground.addresses import AUDIENCES, PRODUCTS
from ground.folding import fold
from ground.public import public_now
from ground.snapshot import kept
from products.codelists import code_list
from products.icons import NO_THEME, apart, theme_icon
from products.models import ProductPage, ThemePage
from products.models.product import product_address
from products.queries import visible_products
from products.top_tasks import products_in_order, top_task_products

PUBLIC_AUDIENCES = ("Burger", "Onderneming", "Vereniging", "Organisatie")
"""Audiences that come to a counter; the list's others are administrations."""
PER_PAGE = 40
MAX_AT_ONCE = 400
"""Products that the list from A to Z shows on one page; of a larger catalogue it shows one letter, in parts."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Card:
    """A link with a line of text and an icon of img/icons.svg ("" for none); `code`: of the theme or audience it leads to."""

    title: str
    url: str
    text: str = ""
    icon: str = ""
    code: str = ""
    has_own_icon: bool = False
    """Whether an editor chose the icon for this very product: the one of its theme stands back in a list (icons_apart)."""


def public_products(theme: str = "", audience: str = "") -> QuerySet[ProductPage]:
    """Return the products that anyone may see now, by title, with only what a list needs."""
    return visible_products(theme, audience).only("id", "title", "slug", "url_path", "summary", "themes", "icon")


def product_cards(products: Iterable[ProductPage]) -> tuple[Card, ...]:
    """Return the cards of products, in their order. One query a generation beside theirs, where one has no icon of its own."""
    pages = list(products)
    usual = theme_icons() if any(not page.icon for page in pages) else {}
    return tuple(product_card(page, usual) for page in pages)


def product_card(page: ProductPage, usual: Mapping[str, str]) -> Card:
    """Return the card of a product, with the icon that its editor chose, else that of its first theme (theme_icons)."""
    icon = page.icon or usual.get(next(iter(page.themes or []), ""), NO_THEME)
    return Card(page.title, page.get_absolute_url(), page.summary, icon, has_own_icon=bool(page.icon))


def product_icon(page: ProductPage) -> str:
    """Return the icon of one product. One query a generation, for one that has the icon of its theme."""
    return product_cards([page])[0].icon


@kept
def theme_icons() -> Mapping[str, str]:
    """Return the icon of each theme by its code: what its page says, also while nobody may read that page. One query."""
    chosen = dict(ThemePage.objects.values_list("theme", "icon"))
    return MappingProxyType({code: theme_icon(code, chosen.get(code, "")) for code in code_list("themes")})


def icons_apart(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return the cards as one list, in which no two neighbours show the same icon by accident (products.icons.apart)."""
    listed = tuple(cards)
    shown = apart([(card.icon if card.has_own_icon else "", card.icon) for card in listed])
    return tuple(replace(card, icon=icon) for card, icon in zip(listed, shown, strict=True))


class ProductCards:
    """The cards of a list of products for a paginator: counted once a generation, and each part read once."""

    def __init__(self, theme: str = "", audience: str = "") -> None:
        self.theme, self.audience = theme, audience

    def __len__(self) -> int:
        return _number_of_products(self.theme, self.audience)

    def __getitem__(self, part: slice) -> Sequence[Card]:
        return _product_cards(self.theme, self.audience, part.start, part.stop)


@kept
def _number_of_products(theme: str, audience: str) -> int:
    return visible_products(theme, audience).count()


@kept
def _product_cards(theme: str, audience: str, start: int, stop: int) -> tuple[Card, ...]:
    return icons_apart(product_cards(public_products(theme, audience)[start:stop]))


def products_page(number: str | None, theme: str = "", audience: str = "") -> Page[Card]:
    """Return a page of the products of a theme or for an audience, as Django's paginator does. Two queries a generation."""
    cards = ProductCards(theme, audience)
    return Paginator(cards, PER_PAGE).get_page(number)  # type: ignore[arg-type]  # it asks for a length and for slices


def first_sentence(text: str) -> str:
    """Return the first sentence: what a card has room for."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def top_tasks(draft: Sequence[int] | None = None) -> tuple[Card, ...]:
    """Return the cards of what people come for most; of these ids for a front page that is being written."""
    return _top_tasks() if draft is None else _short_cards(products_in_order(draft))


@kept
def _top_tasks() -> tuple[Card, ...]:
    return _short_cards(top_task_products())


def _short_cards(products: Iterable[ProductPage]) -> tuple[Card, ...]:
    return icons_apart(replace(card, text=first_sentence(card.text)) for card in product_cards(products))


@kept
def theme_cards() -> tuple[Card, ...]:
    """Return the theme pages in the order of the tree. One query a generation."""
    pages = public_now(ThemePage.objects.all()).order_by("path")
    return tuple(
        Card(
            page.title,
            page.get_absolute_url(),
            first_sentence(page.introduction),
            icon=theme_icon(page.theme, page.icon),
            code=page.theme,
        )
        for page in pages
    )


@kept
def catalogue_crumbs(theme: str = "") -> tuple[Card, ...]:
    """Return the way down to a list: all products and, where told, its theme; only pages that exist. One query a generation."""
    wanted = Q(productindexpage__isnull=False) | Q(themepage__theme=theme)
    pages = public_now(WagtailPage.objects.filter(wanted)).select_related("themepage").order_by("depth", "path")
    crumbs = []
    for page in pages:
        is_theme = hasattr(page, "themepage")
        crumbs.append(
            Card(page.title, page.themepage.get_absolute_url()) if is_theme else Card(gettext("Diensten"), PRODUCTS)
        )
    return tuple(crumbs)


def theme_crumb(theme: str) -> list[Card]:
    """Return the page of a theme where it has one. One query."""
    return [Card(page.title, page.get_absolute_url()) for page in public_now(ThemePage.objects.filter(theme=theme))[:1]]


def audience_cards() -> list[Card]:
    """Return the audiences that have a page."""
    known = code_list("audiences")
    return [Card(known[code].label, f"{AUDIENCES}{code}/", code=code) for code in PUBLIC_AUDIENCES if code in known]


@kept
def products_by_letter() -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return all products by letter. One query a generation."""
    # Of 10,000 products, making the objects took most of the time.
    rows = visible_products().values_list("title", "slug")
    cards = (Card(title, product_address(slug)) for title, slug in rows)
    return tuple((letter, tuple(group)) for letter, group in by_letter(cards))


def is_long(groups: Iterable[tuple[str, Sequence[Card]]]) -> bool:
    """Return whether these are too many for one page."""
    return sum(len(cards) for _letter, cards in groups) > MAX_AT_ONCE


def by_letter(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """Return cards grouped by the first letter of their title; digits and signs come first, under "#"."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[first_letter(card.title)].append(card)
    # Capitals and accents stand with their letter: a database would put "Zwembad" before "advies" and "Énergie" last.
    return [(letter, sorted(groups[letter], key=lambda card: fold(card.title))) for letter in sorted(groups)]


def first_letter(title: str) -> str:
    """Return the letter under which a title is filed: "Énergie" under E, "1 mei" under #."""
    plain = unicodedata.normalize("NFKD", title.strip())[:1].upper()
    return plain if plain in LETTERS and plain else "#"


def letters_of(groups: Iterable[tuple[str, Sequence[Card]]]) -> list[tuple[str, bool]]:
    """Return the alphabet, each letter with whether there is anything under it."""
    filled = {letter for letter, _cards in groups}
    return [(letter, letter in filled) for letter in (["#"] if "#" in filled else []) + list(LETTERS)]
