"""Lists of public pages, as small values for templates."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page as WagtailPage

from ground.addresses import AUDIENCES, PRODUCTS
from ground.folding import fold
from ground.public import public_now
from ground.snapshot import kept
from products.codelists import code_list
from products.facts import RowFacts, row_facts
from products.icons import NO_THEME, apart, theme_icon
from products.models import ProductPage, ThemePage
from products.models.product import product_address
from products.queries import minutes_of_forms, visible_products
from products.top_tasks import products_in_order, top_task_products

PUBLIC_AUDIENCES = ("Burger", "Onderneming", "Vereniging", "Organisatie")
"""Audiences that come to a counter; the list's others are administrations."""
MAX_AT_ONCE = 400
"""Products that the list from A to Z shows on one page; of a larger catalogue it shows one letter, in parts."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Card:
    """A link with a line of text and an icon of img/icons.svg ("" for none); `code`: of the theme or audience it leads to.

    Of a product: its id, the facts of its row, the minutes that its form takes, and the life events that it belongs to.
    """

    title: str
    url: str
    text: str = ""
    icon: str = ""
    code: str = ""
    has_own_icon: bool = False
    """Whether an editor chose the icon for this very product: the one of its theme stands back in a list (icons_apart)."""
    pk: int | None = None
    facts: RowFacts | None = None
    minutes: int | None = None
    life_events: tuple[str, ...] = ()


CARD_FIELDS = (
    *("id", "title", "slug", "url_path", "summary", "themes", "icon", "life_events"),
    *("is_free", "costs", "procedures", "processing_time_value", "processing_time_unit"),
)
"""What the card of a product is made of."""


def public_products(theme: str = "", audience: str = "") -> QuerySet[ProductPage]:
    """Return the products that anyone may see now, by title, with only what a list needs."""
    return visible_products(theme, audience).only(*CARD_FIELDS)


def product_cards(products: Iterable[ProductPage]) -> tuple[Card, ...]:
    """Return the cards of products, in their order. One query beside theirs for forms; one a generation for themes' icons."""
    pages = list(products)
    usual = icons_of(pages)
    minutes = minutes_of_forms(page.pk for page in pages)
    return tuple(product_card(page, usual, minutes) for page in pages)


def product_card(page: ProductPage, usual: Mapping[str, str], minutes: Mapping[int, int | None]) -> Card:
    """Return the card of a product, with the icon that its editor chose, else that of its first theme (icons_of). No query.

    minutes: of each product with a published form, how long that takes, as products.queries.minutes_of_forms.
    """
    return Card(
        page.title,
        page.get_absolute_url(),
        page.summary,
        page.icon or usual.get(next(iter(page.themes or []), ""), NO_THEME),
        has_own_icon=bool(page.icon),
        pk=page.pk,
        facts=row_facts(page, has_form=page.pk in minutes),
        minutes=minutes.get(page.pk),
        life_events=tuple(page.life_events or ()),
    )


def product_icon(page: ProductPage) -> str:
    """Return the icon of one product. One query a generation, for one that has the icon of its theme."""
    return page.icon or icons_of([page]).get(next(iter(page.themes or []), ""), NO_THEME)


def icons_of(pages: Iterable[ProductPage]) -> Mapping[str, str]:
    """Return the icons of themes, where one of these products needs that. One query a generation."""
    return theme_icons() if any(not page.icon for page in pages) else {}


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


def first_sentence(text: str) -> str:
    """Return the first sentence: what a card has room for."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def top_tasks(draft: Sequence[int] | None = None) -> tuple[Card, ...]:
    """Return the cards of what people come for most; of these ids for a front page that is being written."""
    return _top_tasks() if draft is None else icons_apart(product_cards(products_in_order(draft)))


@kept
def _top_tasks() -> tuple[Card, ...]:
    return icons_apart(product_cards(top_task_products().only(*CARD_FIELDS)))


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
    rows = visible_products().values_list("pk", "title", "slug")
    cards = (Card(title, product_address(slug), pk=pk) for pk, title, slug in rows)
    return tuple((letter, tuple(group)) for letter, group in by_letter(cards))


def with_facts(groups: Iterable[tuple[str, Sequence[Card]]]) -> list[tuple[str, Sequence[Card]]]:
    """Return the same groups with the whole card of each product. Two queries a generation."""
    shown = list(groups)
    whole = _cards_of(tuple(card.pk for _letter, cards in shown for card in cards if card.pk is not None))
    return [(letter, icons_apart(whole.get(card.pk, card) for card in cards)) for letter, cards in shown]


@kept
def _cards_of(ids: tuple[int, ...]) -> Mapping[int | None, Card]:
    return MappingProxyType({card.pk: card for card in product_cards(public_products().filter(pk__in=ids))})


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
