"""What a citizen asks first of a product: what it costs, how long it takes, how."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from ground.writing import euro
from products.models import ProductPage


@dataclass(frozen=True, slots=True)
class Fact:
    """An icon of img/icons.svg, a question and its short answer."""

    icon: str
    label: str
    value: str


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
    return [block.value["amount"] for block in page.costs if block.value.get("amount") is not None]


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
    if unit == "at_once":
        return gettext("Meteen")
    if not value:
        return ""
    words = {
        "working_days": ngettext("Binnen %(n)s werkdag", "Binnen %(n)s werkdagen", value),
        "calendar_days": ngettext("Binnen %(n)s dag", "Binnen %(n)s dagen", value),
        "weeks": ngettext("Binnen %(n)s week", "Binnen %(n)s weken", value),
        "months": ngettext("Binnen %(n)s maand", "Binnen %(n)s maanden", value),
    }
    return words.get(unit, "") % {"n": value} if unit in words else ""


def minutes_words(minutes: int | None) -> str:
    """Return the time to fill in a form: "Ongeveer 10 minuten"; "" when it is not known."""
    if not minutes:
        return ""
    return ngettext("Ongeveer %(n)s minuut", "Ongeveer %(n)s minuten", minutes) % {"n": minutes}
