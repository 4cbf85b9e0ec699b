"""What a citizen asks first of a product: what it costs, how long it takes, and how; said here alone."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ground.writing import euro
from products.blocks import CHANNELS
from products.models import ProductPage

ONLINE, PARTLY = "online", "partly"
WAYS = {**dict(CHANNELS), PARTLY: _("Deels online")}
WITHOUT_SCREEN = ("counter", "phone", "post", "bus")
"""The ways to ask that need no computer, the first that a product has is the one that a list names."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An icon of img/icons.svg, a question and its short answer."""

    icon: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a list says of a product, "" where it is not known; the rest is what a list can be narrowed by."""

    price: str = ""
    term: str = ""
    way: str = ""
    is_free: bool = False
    is_at_once: bool = False
    is_online: bool = False
    """Wholly: nobody has to come by."""
    has_online: bool = False
    """Some of it."""


def row_facts(page: ProductPage, *, has_form: bool) -> RowFacts:
    """Return what a list says of a product. No query: has_form tells whether it has a form that is published now."""
    amounts = amounts_of(page)
    way = way_of([block["value"].get("channel") for block in page.procedures.raw_data], has_form=has_form)
    return RowFacts(
        price=price_words(page.is_free, amounts),
        term=term_words(page.processing_time_value, page.processing_time_unit),
        way=str(WAYS[way]) if way else "",
        is_free=page.is_free or (bool(amounts) and not any(amounts)),
        is_at_once=page.processing_time_unit == ProductPage.TimeUnit.AT_ONCE,
        is_online=way == ONLINE,
        has_online=way in (ONLINE, PARTLY),
    )


def way_of(channels: Collection[str], *, has_form: bool) -> str:
    """Return how a product is asked for, by the codes of its procedures: one of WAYS, or "" when they do not tell.

    >>> way_of(["counter", "online"], has_form=True), way_of(["counter"], has_form=False)
    ('online', 'counter')

    A product with a form whose procedures name other ways but none online is prepared there, and finished at a counter:

    >>> way_of(["any", "counter"], has_form=True)
    'partly'
    """
    named = [channel for channel in channels if channel in (ONLINE, *WITHOUT_SCREEN)]
    if ONLINE in named or (has_form and not named):
        return ONLINE
    return PARTLY if has_form else next((each for each in WITHOUT_SCREEN if each in channels), "")


def facts_of(page: ProductPage, minutes: int | None = None) -> list[Fact]:
    """Return price, time until it is ready and time to fill in the form (minutes), as far as they are known."""
    facts = [
        Fact("euro", gettext("Bedrag"), price_words(page.is_free, amounts_of(page), has_text=bool(page.costs))),
        Fact(
            "calendar", gettext("Wanneer klaar?"), duration_words(page.processing_time_value, page.processing_time_unit)
        ),
        Fact("clock", gettext("Tijd om in te vullen"), minutes_words(minutes)),
    ]
    return [fact for fact in facts if fact.value]


def amounts_of(page: ProductPage) -> list[int]:
    """Return the amounts in cents on a product page."""
    amounts = (block["value"].get("amount") for block in page.costs.raw_data)
    return [amount for amount in amounts if amount is not None]


def price_words(is_free: bool, amounts: list[int], *, has_text: bool = False) -> str:
    """Return the price in words: "Gratis", "€ 5", "€ 5 tot € 20"; where to read it when it is only told in a text;
    "" when it is not known.
    """
    if is_free or (amounts and not any(amounts)):
        return gettext("Gratis")
    if not amounts:
        return gettext("Lees ‘Wat kost het?’") if has_text else ""
    lowest, highest = min(amounts), max(amounts)
    if lowest == highest:
        return euro(lowest)
    if not lowest:
        return gettext("Gratis tot %(highest)s") % {"highest": euro(highest)}
    return gettext("%(lowest)s tot %(highest)s") % {"lowest": euro(lowest), "highest": euro(highest)}


def duration_words(value: int | None, unit: str) -> str:
    """Return the processing time in words: "Meteen", "Binnen 15 werkdagen"; "" when it is not known."""
    term = term_words(value, unit)
    return gettext("Binnen %(term)s") % {"term": term} if term and unit != ProductPage.TimeUnit.AT_ONCE else term


def term_words(value: int | None, unit: str) -> str:
    """Return the same as a column says it: "Meteen", "15 werkdagen"; "" when it is not known."""
    if unit == ProductPage.TimeUnit.AT_ONCE:
        return gettext("Meteen")
    if not value:
        return ""
    words = {
        "working_days": ngettext("%(n)s werkdag", "%(n)s werkdagen", value),
        "calendar_days": ngettext("%(n)s dag", "%(n)s dagen", value),
        "weeks": ngettext("%(n)s week", "%(n)s weken", value),
        "months": ngettext("%(n)s maand", "%(n)s maanden", value),
    }
    return words.get(unit, "") % {"n": value}


def minutes_words(minutes: int | None) -> str:
    """Return the time to fill in a form: "Ongeveer 10 minuten"; "" when it is not known."""
    if not minutes:
        return ""
    return ngettext("Ongeveer %(n)s minuut", "Ongeveer %(n)s minuten", minutes) % {"n": minutes}
