"""What a citizen asks first of a product: what it costs, how long it takes, and how; said here alone."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ground.writing import euro, long_date
from products.blocks import CHANNELS
from products.models import ProductPage

ONLINE, PARTLY = "online", "partly"
WAYS = {**dict(CHANNELS), PARTLY: _("Deels online")}
WAY_ICONS = {"counter": "counter", "phone": "phone", "post": "post", "bus": "bus"}
WITHOUT_SCREEN = ("counter", "phone", "post", "bus")
"""The ways to ask that need no computer, the first that a product has is the one that a list names."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An icon of img/icons.svg, a question and its short answer; a word beside it, or where the whole answer is read."""

    icon: str
    label: str
    value: str
    note: str = ""
    url: str = ""


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
    authority: str = ""
    """Another one that does it, where the city does not: then the rest is not known here."""


def row_facts(page: ProductPage, *, has_form: bool) -> RowFacts:
    """Return what a list says of a product. No query: has_form tells whether it has a form that is published now."""
    amounts = amounts_of(page)
    way = way_of(_channels(page), has_form=has_form)
    return RowFacts(
        price=price_words(page.is_free, amounts),
        term=term_words(page.processing_time_value, page.processing_time_unit),
        way=str(WAYS[way]) if way else "",
        is_free=page.is_free or (bool(amounts) and not any(amounts)),
        is_at_once=page.processing_time_unit == ProductPage.TimeUnit.AT_ONCE,
        is_online=way == ONLINE,
        has_online=way in (ONLINE, PARTLY),
    )


def _channels(page: ProductPage) -> list[str]:
    return [block["value"].get("channel", "") for block in page.procedures.raw_data]


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


def facts_of(
    page: ProductPage,
    today: datetime.date,
    minutes: int | None = None,
    *,
    has_form: bool = False,
    is_closed: bool = False,
) -> list[Fact]:
    """Return price, time until it is ready, how to ask for it and until when, as far as known; minutes: that its form takes.

    is_closed: its page says that it cannot be asked for online, so that the bar names another way, or none.
    """
    channels = [channel for channel in _channels(page) if not (is_closed and channel == ONLINE)]
    way = way_of(channels, has_form=has_form)
    facts = [
        _price(page),
        Fact(
            "calendar", gettext("Wanneer klaar?"), duration_words(page.processing_time_value, page.processing_time_unit)
        ),
        Fact(WAY_ICONS.get(way, "online"), gettext("Hoe?"), str(WAYS[way]) if way else ""),
        Fact("clock", gettext("Tijd om in te vullen"), minutes_words(minutes)),
        Fact("history", gettext("Aan te vragen"), last_day_words(page, today)),
    ]
    return [fact for fact in facts if fact.value]


def _price(page: ProductPage) -> Fact:
    amounts = amounts_of(page)
    words = price_words(page.is_free, amounts, has_text=bool(page.costs))
    is_told_below = bool(page.costs) and not amounts and not page.is_free
    note = next(each.title for each in costs_of(page) if each.amount is not None) if len(amounts) == 1 else ""
    return Fact("euro", gettext("Bedrag"), words, note, "#bedrag" if is_told_below else "")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one pays for one thing: cents, or None where a text says it."""

    amount: int | None
    title: str
    description: Any
    """Rich text, as a block gives it."""


def costs_of(page: ProductPage) -> list[Cost]:
    """Return what a product costs, in its editor's order."""
    values = [block.value for block in page.costs]
    return [Cost(value["amount"], value["title"], value["description"]) for value in values]


def costs_below(page: ProductPage) -> list[Cost]:
    """Return what there is to read of its costs beside the bar of facts: a sole amount stands there, its explanation here."""
    costs = costs_of(page)
    if len(amounts_of(page)) != 1:
        return costs
    without_amount = [replace(cost, amount=None) for cost in costs]
    return [
        shown
        for cost, shown in zip(costs, without_amount, strict=True)
        if cost.amount is None or strip_tags(str(cost.description or "")).strip()
    ]


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


def last_day_words(page: ProductPage, today: datetime.date) -> str:
    """Return until when one can still ask for it: "Tot en met 31 december 2026"; "" when it has no end, or that is behind us."""
    last = page.valid_until
    if not last or today > last or (page.valid_from and today < page.valid_from):
        return ""
    return gettext("Tot en met %(last)s") % {"last": long_date(last)}


def minutes_words(minutes: int | None) -> str:
    """Return the time to fill in a form: "Ongeveer 10 minuten"; "" when it is not known."""
    if not minutes:
        return ""
    return ngettext("Ongeveer %(n)s minuut", "Ongeveer %(n)s minuten", minutes) % {"n": minutes}
