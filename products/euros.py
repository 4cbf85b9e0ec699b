"""Reading an amount as people in Flanders write it: "€ 12,50", "12,50 euro", "12.50", "1.250,00", "12,-"."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

CURRENCY = re.compile(r"^(?:€|eur\b)|(?:€|eur|euros?)$", re.IGNORECASE)
SPACES = re.compile(r"\s+")
WHOLE = re.compile(r"[.,]-{1,2}$")
"""How a price list writes that there are no cents: 12,-"""
PLAIN = re.compile(r"-?\d+(?:[.,]\d{1,2})?", re.ASCII)
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:(?P<mark>[. ])\d{3})(?:(?P=mark)\d{3})*(?:,\d{1,2})?", re.ASCII)
GROUPED_IN_ENGLISH = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII)
EITHER = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})", re.ASCII)
"""One mark with three digits behind it: a thousand, or cents too many."""
TOO_PRECISE = re.compile(r"-?\d+[.,]\d{3,}", re.ASCII)


def read_euros(typed: str) -> Decimal:
    """Return the amount that was typed, in euro. ValidationError names what cannot be read, or both of two readings.

    >>> [str(read_euros(typed)) for typed in ("€ 12,50", "12,50 euro", "12.50", "1.250,00", "12,-", "1 250")]
    ['12.50', '12.50', '12.50', '1250.00', '12', '1250']
    """
    amount = WHOLE.sub("", SPACES.sub(" ", CURRENCY.sub("", typed.strip()).strip()))
    if match := EITHER.fullmatch(amount):
        whole, rest = match.groups()
        readings = {"thousands": whole + rest, "cents": f"{whole},{rest.removesuffix('0')}"}
        raise ValidationError(
            gettext(
                "“%(typed)s” kan %(thousands)s euro zijn, of %(cents)s euro. "
                "Schrijf %(thousands)s, of hoogstens twee cijfers na de komma."
            ),
            code="ambiguous",
            params={"typed": typed.strip(), **readings},
        )
    if PLAIN.fullmatch(amount):
        return Decimal(amount.replace(",", "."))
    if GROUPED.fullmatch(amount):
        return Decimal(amount.replace(".", "").replace(" ", "").replace(",", "."))
    if GROUPED_IN_ENGLISH.fullmatch(amount):
        return Decimal(amount.replace(",", ""))
    if TOO_PRECISE.fullmatch(amount):
        raise ValidationError(gettext("Gebruik hoogstens twee cijfers na de komma."), code="max_decimal_places")
    raise ValidationError(
        gettext("“%(typed)s” is geen bedrag. Vul een bedrag in zoals 12,50."),
        code="invalid",
        params={"typed": typed.strip()},
    )
