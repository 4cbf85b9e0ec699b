"""Values as people read and write them here: amounts, numbers, dates, sizes of files."""

import datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KILO = 1024
"""As Windows and the limit on uploads (settings.UPLOAD_MAX_BYTES) count: so that a limit of 10 MB reads "10 MB"."""

MONTH_NAMES: list[str | Promise] = [
    _("januari"),
    _("februari"),
    _("maart"),
    _("april"),
    _("mei"),
    _("juni"),
    _("juli"),
    _("augustus"),
    _("september"),
    _("oktober"),
    _("november"),
    _("december"),
]
"""Ours: Django's own catalogue writes them with a capital in some places and in English in others."""


def euro(cents: int | None) -> str:
    """Return an amount in cents as people write it: 500 is "€ 5", 1250 is "€ 12,50"; "" for None."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(int(cents)), 100)
    amount = f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
    return f"{'-' if cents < 0 else ''}€\N{NO-BREAK SPACE}{amount}"


def decimal_comma(number: object) -> str:
    """Return a number in digits with a decimal comma, without superfluous zeros: "1250,5"."""
    text = format(Decimal(str(number)), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def long_date(date: datetime.date) -> str:
    """Return "24 november 2026"."""
    return f"{date.day} {month_name(date.month)} {date.year}"


def month_name(month: int) -> str:
    """Return "november"."""
    return str(MONTH_NAMES[month - 1])


def file_size(size: int) -> str:
    """Return a size in bytes in words: "1 kB", "34 kB", "1,2 MB", "10 MB"."""
    kilobytes = max(1, round(size / KILO))
    if kilobytes < KILO:
        return f"{kilobytes} kB"
    return f"{size / KILO**2:.1f}".removesuffix(".0").replace(".", ",") + " MB"
