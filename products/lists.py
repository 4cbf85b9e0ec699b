"""A list of products as a page shows it: narrowed as its reader wants, in groups where it is long, in parts where very long."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.snapshot import kept
from products.codelists import code_list
from products.listings import Card, icons_apart, product_cards, public_products
from products.queries import visible_products

PER_PAGE = 40
MAX_WHOLE = 100
"""Products that a list shows on one page, with groups and choices; a longer one comes PER_PAGE at a time."""
MIN_GROUPED = 12
"""Products from which a list is long: then it has groups."""
MIN_GROUP = 2
REST = "andere-diensten"
"""The group of what has no life event that it shares; no code of that list is called so."""
CHOICES: dict[str, tuple[str | Promise, str]] = {
    "online": (_("Online"), "is_online"),
    "meteen": (_("Meteen klaar"), "is_at_once"),
    "gratis": (_("Gratis"), "is_free"),
}
"""What a list can be narrowed by: the code in its address, the words, and the fact of a row."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some products of a list under a title; without one it is the only group."""

    title: str
    anchor: str
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow a list, with how many products it leaves."""

    label: str
    url: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProductList:
    """A page of a list. choices is empty where there is nothing to choose; query stands before the number of a page."""

    listing: Page[Card]
    groups: Sequence[Group]
    choices: Sequence[Choice]
    query: str = "?pagina="


def product_list(number: str | None, chosen: str | None = "", theme: str = "", audience: str = "") -> ProductList:
    """Return a page of the products of a theme or for an audience, narrowed by one of CHOICES. Three queries a generation."""
    if whole := _whole_list(theme, audience, chosen if chosen in CHOICES else ""):
        return whole
    in_parts: Paginator[Card] = Paginator(ProductCards(theme, audience), PER_PAGE)  # type: ignore[arg-type]  # it asks for a length and for slices
    listing = in_parts.get_page(number)
    return ProductList(listing, [Group("", "", icons_apart(listing.object_list))], ())


@kept
def _whole_list(theme: str, audience: str, chosen: str) -> ProductList | None:
    """Return the list on one page; None where it is too long for that."""
    cards = _product_cards(theme, audience, 0, MAX_WHOLE + 1)
    if len(cards) > MAX_WHOLE:
        return None
    left = [card for card in cards if _is_left(card, chosen)]
    return ProductList(Paginator(left, MAX_WHOLE).get_page(1), groups_of(left), choices_of(cards, chosen))


class ProductCards:
    """The cards of a long list for a paginator: counted once a generation, and each part read once."""

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
    return product_cards(public_products(theme, audience)[start:stop])


def _is_left(card: Card, chosen: str) -> bool:
    return chosen not in CHOICES or bool(getattr(card.facts, CHOICES[chosen][1], False))


def choices_of(cards: Sequence[Card], chosen: str) -> list[Choice]:
    """Return what a list can be narrowed by: what leaves some of it and not all, and what is chosen."""
    counts = {code: sum(_is_left(card, code) for card in cards) for code in CHOICES}
    choices = [
        Choice(str(words), f"?toon={code}", counts[code], code == chosen)
        for code, (words, _fact) in CHOICES.items()
        if 0 < counts[code] < len(cards) or code == chosen
    ]
    return [Choice(gettext("Alles"), "?", len(cards), chosen not in CHOICES), *choices] if choices else []


def groups_of(cards: Sequence[Card]) -> list[Group]:
    """Return the cards by life event, in the order of that list, the rest at the end; a list that is not long in one group.

    A product stands once: under the event that gathers most of those that have no place yet.
    """
    if len(cards) < MIN_GROUPED:
        return [Group("", "", icons_apart(cards))]
    known = code_list("life_events")
    place: dict[int, str] = {}
    while True:
        waiting = [number for number in range(len(cards)) if number not in place]
        counts = Counter(code for number in waiting for code in cards[number].life_events if code in known)
        code = max(known, key=lambda each: counts[each])
        if counts[code] < MIN_GROUP:
            break
        place.update({number: code for number in waiting if code in cards[number].life_events})
    if len(set(place.values())) < MIN_GROUP:
        return [Group("", "", icons_apart(cards))]
    titles = {**{code: known[code].label for code in known}, REST: gettext("Andere diensten")}
    gathered = {
        code: icons_apart(card for number, card in enumerate(cards) if place.get(number, REST) == code)
        for code in titles
    }
    return [Group(titles[code], code, grouped) for code, grouped in gathered.items() if grouped]
